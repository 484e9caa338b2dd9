import { useTranslation } from 'react-i18next'
import { addressOf } from '../../client/index.ts'
import words from '../../design/words.module.css'
import type { Basis } from './retention.ts'

export type ReportFileProps = {
  basis: Basis
  /** The endpoint that gives out the file. */
  of: { path: string }
  /** What the report was asked besides its filters. */
  asked?: Readonly<Record<string, unknown>>
}

/** The report as a file; while customers are counted anew there is none. */
export function ReportFile({ basis, of, asked }: ReportFileProps) {
  const { t } = useTranslation(['analytics', 'frame'])
  if (basis.recount) return <span className={words.muted}>{t('frame:recount.file')}</span>
  return (
    <a href={addressOf(of, {}, { ...asked, ...basis.filters })} download>
      {t('exportAll')}
    </a>
  )
}
