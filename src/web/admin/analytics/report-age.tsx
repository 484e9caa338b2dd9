import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import classes from './report-foot.module.css'
import type { Basis } from './retention.ts'

/** A report that was read from a replica says how old it may be. */
export function ReportAge({ basis: { ageSeconds } }: { basis: Basis }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  if (ageSeconds === null) return null
  return <p className={classes.foot}>{t('age', { since: format.secondsAgo(ageSeconds) })}</p>
}
