import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { useFormat } from '../../design/use-format.ts'
import { useGuest } from '../guest.ts'
import { signed } from '../history-row.tsx'
import { Failed, Loaded, Waiting } from '../loaded.tsx'
import parts from '../parts.module.css'
import { type HistoryLine, readHistory, readPortalCard } from '../routes.ts'
import { useNames } from '../use-names.ts'
import classes from './history-page.module.css'
import { SubPage } from './sub-page.tsx'

/** Where each point came from and went, with the reasons. */
export function HistoryPage() {
  const { t } = useTranslation('portal')
  const { said } = useGuest()
  const card = useCall(readPortalCard, said)
  return (
    <SubPage title={t('history.title')}>
      <Loaded reply={card}>
        {({ points }) =>
          points.length === 0 ? (
            <p className={parts.lead}>{t('history.none')}</p>
          ) : (
            <Currencies points={points} />
          )
        }
      </Loaded>
    </SubPage>
  )
}

function Currencies({ points }: { points: readonly { currency: string; name: string }[] }) {
  const { t } = useTranslation('portal')
  const { said } = useNames()
  const [chosen, choose] = useState(points[0]?.currency ?? '')
  return (
    <>
      {points.length > 1 && (
        <Segmented
          label={t('history.which')}
          value={chosen}
          options={points.map(({ currency, name }) => ({ value: currency, word: said(name) }))}
          onChange={choose}
        />
      )}
      <Lines currency={chosen} />
    </>
  )
}

function Lines({ currency }: { currency: string }) {
  const { t } = useTranslation('portal')
  const { language } = useGuest()
  const pages = usePages(readHistory, { query: { currency, language } })
  if (pages.error && !pages.data) {
    return <Failed problem={pages.error} onRetry={() => void pages.refetch()} />
  }
  if (!pages.data) return <Waiting />
  if (pages.data.length === 0) return <p className={parts.lead}>{t('history.none')}</p>
  return (
    <>
      <ul className={parts.rows}>
        {pages.data.map((line) => (
          <Line key={`${line.at} ${line.balance} ${line.text}`} line={line} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className={parts.actions}>
          <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Line({ line }: { line: HistoryLine }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const { said } = useNames()
  const { at, store, text, points, balance, corrected, parts: reasons } = line
  return (
    <li className={classes.line}>
      <div>
        <p>{said(text)}</p>
        {(reasons.length > 1 || corrected) &&
          reasons.map((reason) => (
            <p key={reason.text} className={parts.small}>
              {said(reason.text)}
              {reason.points !== null && `, ${signed(format.number, reason.points)}`}
            </p>
          ))}
        <p className={parts.small}>
          {[format.date(at), store, corrected && t('history.corrected')].filter(Boolean).join(', ')}
        </p>
      </div>
      <div className={classes.figures}>
        <p>{signed(format.number, points)}</p>
        <p className={parts.small}>{t('history.balance', { count: balance })}</p>
      </div>
    </li>
  )
}
