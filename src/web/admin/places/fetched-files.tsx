import { useTranslation } from 'react-i18next'
import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { useMay } from '../session.ts'
import { HowItWent } from './how-it-went.tsx'
import { PlaceSection } from './place-section.tsx'

/** The server on which a till lays its files; who may not say where it is sees how it goes. */
export function FetchedFiles() {
  const { t } = useTranslation('places')
  const format = useFormat()
  const may = useMay()
  const { data } = useCall(listDroppedFiles, {})
  const fetching = data?.fetching ?? null
  const looked = (lookedAt: string | null) =>
    lookedAt ? t('files.looked', { when: format.ago(lookedAt, new Date()) }) : t('files.notYet')
  const state = fetching && (
    <HowItWent purpose="files" last={looked(fetching.lookedAt)} failure={fetching.failure} />
  )
  if (may('system:manage')) return <PlaceSection purpose="files">{state}</PlaceSection>
  return state && <Section heading={t('files.heading')}>{state}</Section>
}
