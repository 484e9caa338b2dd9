import { useTranslation } from 'react-i18next'
import words from '../../design/words.module.css'
import type { Basis } from './retention.ts'

/** The report as a file; while customers are counted anew there is none. */
export function ReportFile({ basis, file }: { basis: Basis; file: string }) {
  const { t } = useTranslation(['analytics', 'frame'])
  if (basis.recount) return <span className={words.muted}>{t('frame:recount.file')}</span>
  return (
    <a href={file} download>
      {t('exportAll')}
    </a>
  )
}
