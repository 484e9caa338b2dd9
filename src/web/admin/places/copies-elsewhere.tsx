import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import settings from '../settings/settings.module.css'
import type { System } from '../system/system.ts'
import { PlaceSection } from './place-section.tsx'
import classes from './places.module.css'
import { useFailureWords } from './use-failure-words.ts'

/** Where copies go beside this machine, and how the last ones got there. */
export function CopiesElsewhere({ known: { elsewhere, sealing } }: { known: System['backups'] }) {
  const { t } = useTranslation('places')
  return (
    <PlaceSection purpose="copies">
      {elsewhere && !elsewhere.resting && <State elsewhere={elsewhere} />}
      {!sealing && (
        <p className={`${settings.hint} ${classes.state}`}>
          <Warning>{t('copies.open')}</Warning>
        </p>
      )}
    </PlaceSection>
  )
}

function State({ elsewhere }: { elsewhere: NonNullable<System['backups']['elsewhere']> }) {
  const { t } = useTranslation('places')
  const format = useFormat()
  const inWords = useFailureWords()
  const { newestAt, failure } = elsewhere
  return (
    <>
      <p className={`${settings.text} ${classes.state}`}>
        {newestAt
          ? t('copies.newest', { when: format.ago(newestAt, new Date()) })
          : t('copies.nothingYet')}
      </p>
      {failure && (
        <p className={`${settings.text} ${classes.state}`}>
          <Warning>{t('copies.failed', { why: inWords(failure) })}</Warning>
        </p>
      )}
    </>
  )
}
