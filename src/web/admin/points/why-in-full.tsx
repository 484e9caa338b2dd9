import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readTimeline } from '#contract/endpoints/customer-page.ts'
import { explainBalance } from '#contract/endpoints/points.ts'
import { useCall } from '../../client/index.ts'
import { type KeyValue, KeyValues } from '../../design/key-values.tsx'
import { lastInstantBefore } from '../../design/last-instant-before.ts'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import type { StatementLine } from './points.ts'

type Lot = WireReply<typeof explainBalance>['lots'][number]
type WhyInFullProps = { customerId: string; currency: string; line: StatementLine }

/** The receipt behind the points of a line, how they were rounded, and what is left of them. */
export function WhyInFull({ customerId, currency, line }: WhyInFullProps) {
  const { t } = useTranslation('points')
  const explained = useCall(explainBalance, { params: { customerId }, query: { currency } })
  const receipt = useReceiptLines(customerId, line.eventId)
  const isRounded = line.reasons.some(({ key }) => roundedByLine.includes(key))
  return (
    <Loaded reply={explained} shape="rows">
      {({ lots }) => (
        <div>
          <KeyValues lines={receipt} />
          <Rest lots={lots.filter(({ eventId }) => eventId === line.eventId)} />
          {isRounded && <p className={words.muted}>{t('explain.rounding')}</p>}
        </div>
      )}
    </Loaded>
  )
}

const roundedByLine: readonly string[] = ['earned.per_amount', 'earned.multiplier']

/** What was bought, for those who may read it. */
function useReceiptLines(customerId: string, event: string | null): KeyValue[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const mayRead = useMay()('customers:read')
  const query = { event: event ?? undefined, limit: 1 }
  const { data } = useCall(
    readTimeline,
    { params: { customerId }, query },
    { enabled: mayRead && event !== null },
  )
  const [item] = data?.items ?? []
  if (!item || item.amount === null) return []
  const lines = item.lines.map(({ name, sku, amount }, place) => ({
    key: String(place),
    word: name ?? sku ?? t('explain.article'),
    value: format.money(amount),
  }))
  const receipt =
    item.receiptNumber === null
      ? t('explain.purchase', { date: format.date(item.occurredAt) })
      : t('explain.receipt', { number: item.receiptNumber, date: format.date(item.occurredAt) })
  return [...lines, { key: 'sum', word: receipt, value: format.money(item.amount) }]
}

function Rest({ lots }: { lots: readonly Lot[] }) {
  const { t } = useTranslation('points')
  const format = useFormat()
  if (lots.length === 0) return <p className={words.muted}>{t('explain.gone')}</p>
  return lots.map(({ open, state, availableAt, expiresAt }) => {
    const count = open
    const until = expiresAt && format.date(lastInstantBefore(expiresAt))
    const from = format.date(availableAt)
    return (
      <p key={`${availableAt} ${expiresAt}`} className={words.muted}>
        {until ? t('explain.leftUntil', { count, date: until }) : t('explain.left', { count })}
        {state === 'pending' && ` ${t('explain.pending', { date: from })}`}
      </p>
    )
  })
}
