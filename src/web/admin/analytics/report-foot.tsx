import { useTranslation } from 'react-i18next'
import { Coverage } from '../../design/coverage.tsx'
import { useFormat } from '../../design/provider.tsx'
import { ReportFile, type ReportFileProps } from './report-file.tsx'
import classes from './report-foot.module.css'
import { receiptsBehind } from './retention.ts'

/** Under every report: how much of what was sold stands behind it, until when, and its file. */
export function ReportFoot(props: ReportFileProps) {
  const { basis } = props
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { knownReceipts, receipts } = basis.coverage
  const share = receiptsBehind(basis, basis.coverage)
  return (
    <div className={classes.foot}>
      {share !== null && (
        <Coverage share={share}>
          {t('coverageCounts', { known: knownReceipts, count: receipts })}
        </Coverage>
      )}
      {basis.asOf && <span>{t('asOf', { date: format.date(basis.asOf) })}</span>}
      <ReportFile {...props} />
    </div>
  )
}
