import { useTranslation } from 'react-i18next'
import { type Fold, Folds } from '../../design/folds.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { AssumedMargin } from '../assumed-margin.tsx'
import { usePointsFolds } from '../points/points-folds.tsx'
import { useSession } from '../session.ts'
import classes from './customer-page.module.css'
import type { PageReply } from './head-words.ts'
import { useRhythmWords } from './rhythm-words.ts'

/** What stands behind the page: what was bought so far, and where the rhythm comes from. */
export const CustomerFolds = ({ page }: { page: PageReply }) => (
  <Folds folds={[useValueFold(page), useRhythmFold(page), ...usePointsFolds(page.customer.id)]} />
)

function useValueFold(page: PageReply): Fold {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { revenue, averageReceipt, firstDay, lastPurchaseAt, lastVisitOn } = page
  const { presence } = useSession().business
  const day = (instant: string | null) => (instant ? format.date(instant) : t('column.never'))
  const money = [
    ['sales', format.money(page.sales)],
    ['returned', format.money(page.returned)],
    ['revenue', format.money(revenue)],
    ['margin', format.money(page.margin)],
    ['purchases', format.number(page.purchases)],
    ['average', averageReceipt ? format.money(averageReceipt) : ''],
  ] as const
  const days = [
    ['days', format.number(page.daysThere)],
    ['first', day(firstDay)],
    ['last', day(presence === 'visits' ? lastVisitOn : lastPurchaseAt)],
  ] as const
  const isPaid = page.purchases > 0 || revenue.amount !== 0
  const lines = isPaid ? [...money, ...days] : days
  return {
    key: 'value',
    name: t('page.value.heading'),
    summary: averageReceipt
      ? t('page.value.summary', {
          revenue: format.money(revenue),
          average: format.money(averageReceipt),
        })
      : t('page.value.none'),
    content: (
      <div className={classes.figures}>
        <KeyValues
          lines={lines.map(([key, value]) => ({ key, word: t(`page.value.${key}`), value }))}
        />
        {isPaid && <AssumedMargin />}
      </div>
    ),
  }
}

function useRhythmFold({ rhythm, lastVisitOn }: PageReply): Fold {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const rhythmWords = useRhythmWords()
  const { gapDays, store, article } = rhythm
  const name = t('page.rhythm.heading')
  if (gapDays === null) {
    return {
      key: 'rhythm',
      name,
      summary: t('page.rhythm.none'),
      content: t('page.rhythm.explained'),
    }
  }
  const { from, to, median } = gapDays
  const usual =
    from === to ? t('page.rhythm.exactly', { count: to }) : t('page.rhythm.between', { from, to })
  const wanders = t('page.rhythm.noHabit')
  const lines = [
    ['middle', t('page.rhythm.middleDays', { count: Math.round(median) })],
    ['weekdays', rhythmWords.days(rhythm) || wanders],
    ['part', rhythmWords.part(rhythm) || wanders],
    ['store', store?.name ?? wanders],
    ['article', article ?? wanders],
    ['lastSeen', lastVisitOn ? format.date(lastVisitOn) : ''],
  ] as const
  return {
    key: 'rhythm',
    name,
    summary: t('page.rhythm.summary', { usual }),
    content: (
      <div className={classes.figures}>
        <p>{t('page.rhythm.explained')}</p>
        <KeyValues
          lines={lines.map(([key, value]) => ({ key, word: t(`page.rhythm.${key}`), value }))}
        />
      </div>
    ),
  }
}
