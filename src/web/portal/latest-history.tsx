import { useTranslation } from 'react-i18next'
import { useCall } from '../client/index.ts'
import { useGuest } from './guest.ts'
import { HistoryRow } from './history-row.tsx'
import { Link } from './link.tsx'
import parts from './parts.module.css'
import { readHistory } from './routes.ts'

const linesMax = 3

/** The last few lines below the card. It is the least of it: where it fails, the card stands alone. */
export function LatestHistory({ currency, name }: { currency: string; name: string }) {
  const { t } = useTranslation('portal')
  const { language } = useGuest()
  const history = useCall(readHistory, { query: { currency, language, limit: linesMax } })
  if (!history.data || history.data.items.length === 0) return null
  return (
    <section className={parts.section}>
      <div className={parts.heading}>
        <h2>{t('history.title')}</h2>
        <Link href="/me/history" className={parts.smallLink} aria-label={t('history.allOf')}>
          {t('history.all')}
        </Link>
      </div>
      <ul className={parts.rows}>
        {history.data.items.map((line) => (
          <HistoryRow key={`${line.at} ${line.balance} ${line.text}`} line={line} name={name} />
        ))}
      </ul>
    </section>
  )
}
