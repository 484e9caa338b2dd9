import { useTranslation } from 'react-i18next'
import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Warning } from '../../design/warning.tsx'
import { useMay } from '../session.ts'
import settings from '../settings/settings.module.css'
import { PlaceSection } from './place-section.tsx'
import classes from './places.module.css'
import { useFailureWords } from './use-failure-words.ts'

/** The server on which a till lays its files; who may not say where it is sees how it goes. */
export function FetchedFiles() {
  const { t } = useTranslation('places')
  const may = useMay()
  const { data } = useCall(listDroppedFiles, {})
  const state = data?.fetching ? <State fetching={data.fetching} /> : null
  if (may('system:manage')) return <PlaceSection purpose="files">{state}</PlaceSection>
  return state && <Section heading={t('files.heading')}>{state}</Section>
}

type Fetching = { lookedAt: string | null; failure: string | null }

function State({ fetching: { lookedAt, failure } }: { fetching: Fetching }) {
  const { t } = useTranslation('places')
  const format = useFormat()
  const inWords = useFailureWords()
  return (
    <>
      <p className={`${settings.text} ${classes.state}`}>
        {lookedAt
          ? t('files.looked', { when: format.ago(lookedAt, new Date()) })
          : t('files.notYet')}
      </p>
      {failure && (
        <p className={`${settings.text} ${classes.state}`}>
          <Warning>{t('files.failed', { why: inWords(failure) })}</Warning>
        </p>
      )}
    </>
  )
}
