import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import type { System } from '../system/system.ts'
import { HowItWent } from './how-it-went.tsx'
import { PlaceSection } from './place-section.tsx'
import classes from './places.module.css'

/** Where copies go beside this machine, and how the last ones got there. */
export function CopiesElsewhere({ known: { elsewhere, sealing } }: { known: System['backups'] }) {
  const { t } = useTranslation('places')
  const format = useFormat()
  const newest = (newestAt: string | null) =>
    newestAt
      ? t('copies.newest', { when: format.ago(newestAt, new Date()) })
      : t('copies.nothingYet')
  return (
    <PlaceSection purpose="copies">
      {elsewhere && !elsewhere.resting && (
        <HowItWent purpose="copies" last={newest(elsewhere.newestAt)} failure={elsewhere.failure} />
      )}
      {!sealing && (
        <p className={`${forms.hint} ${classes.state}`}>
          <Warning>{t('copies.open')}</Warning>
        </p>
      )}
    </PlaceSection>
  )
}
