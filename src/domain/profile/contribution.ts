import type { LoggedEvent, MoneyPayload } from '#domain/events/fact.ts'
import type { Terms } from '#domain/events/terms.ts'
import { netOfTax, roundHalfUp } from '#kernel/money.ts'

/** What one event adds to its customer's state. Contributions commute: any order, same state. */
export type Contribution = {
  kind: 'purchase' | 'return' | 'visit' | 'engagement'
  at: Date
  /** Day number in the business's time zone. */
  day: number
  store: number
  channel: number
  /** Purchases and returns, by category (0: not said); amounts in minor units. */
  shares: readonly Share[]
  /** What is counted under engagement: the event's type, or `custom:name`. */
  engagement: string | null
}

/** The part of one category. `sales` and `returned` are positive for what they name. */
export type Share = { category: number; sales: number; returned: number; margin: number }

/** Events that only the staff speak in: they change nothing of what we know of the customer. */
export const isSilent = ({ type }: Pick<LoggedEvent, 'type'>) => silent.has(type)

const silent: ReadonlySet<LoggedEvent['type']> = new Set([
  'note',
  'superseded',
  'import_taken_back',
  'customers_merged',
  'customers_parted',
])

type Counted = Pick<LoggedEvent, 'type' | 'occurredAt' | 'store' | 'channel' | 'amount' | 'payload'>

/** The contribution of an event that stands for itself: all but a return linked to its purchase. */
export function contributionOf(event: Counted, terms: Terms): Contribution {
  const base = {
    at: event.occurredAt,
    day: terms.zone.dayOf(event.occurredAt),
    store: event.store,
    channel: event.channel,
  }
  switch (event.type) {
    case 'purchase':
      return { ...base, kind: 'purchase', shares: purchaseShares(event, terms), engagement: null }
    case 'return':
      return {
        ...base,
        kind: 'return',
        shares: purchaseShares(event, terms).map(asReturned),
        engagement: null,
      }
    case 'visit':
      return { ...base, kind: 'visit', shares: [], engagement: null }
    default:
      return { ...base, kind: 'engagement', shares: [], engagement: engagementKey(event) }
  }
}

const engagementKey = (event: Counted) =>
  event.type === 'custom' ? `custom:${String(event.payload.name)}` : event.type

const asReturned = (share: Share): Share => ({
  category: share.category,
  sales: 0,
  returned: share.sales,
  margin: -share.margin,
})

/**
 * A purchase by category. The total decides: what its lines leave over (shipping) stands under no
 * category, what they exceed it by (a discount on the basket) lowers the largest share.
 */
export function purchaseShares(event: Counted, terms: Terms): Share[] {
  const total = event.amount ?? 0
  const lines = event.payload.lines ?? []
  const byCategory = new Map<number, Share>()
  for (const line of lines) {
    const category = line.category === undefined ? 0 : (terms.categories.get(line.category) ?? 0)
    add(byCategory, category, line.amount, lineMargin(line, category, event.occurredAt, terms))
  }
  const rest = total - lines.reduce((sum, line) => sum + line.amount, 0)
  if (rest > 0 || lines.length === 0)
    add(byCategory, 0, rest, restMargin(rest, 0, event.occurredAt, terms))
  else if (rest < 0) {
    const { category } = mainShare([...byCategory.values()])
    add(byCategory, category, rest, restMargin(rest, category, event.occurredAt, terms))
  }
  return [...byCategory.values()].sort((a, b) => a.category - b.category)
}

function add(shares: Map<number, Share>, category: number, sales: number, margin: number): void {
  const known = shares.get(category)
  if (known) {
    known.sales += sales
    known.margin += margin
  } else shares.set(category, { category, sales, returned: 0, margin })
}

type Line = NonNullable<MoneyPayload['lines']>[number]

/** Margin is net revenue less net cost; without a cost, the category's share of net revenue. */
function lineMargin(line: Line, category: number, at: Date, terms: Terms): number {
  const taxRate = line.taxRate ?? terms.defaultTaxRate
  const net = line.taxIncluded === false ? line.amount : netOfTax(line.amount, taxRate)
  return line.cost === undefined
    ? roundHalfUp(net * terms.marginRate(category, at))
    : net - line.cost
}

const restMargin = (amount: number, category: number, at: Date, terms: Terms): number =>
  roundHalfUp(netOfTax(amount, terms.defaultTaxRate) * terms.marginRate(category, at))

/** The share a purchase is counted under once: the largest, of equals the lowest category. */
export function mainShare<T extends Pick<Share, 'category' | 'sales'>>(shares: readonly T[]): T {
  return shares.reduce((main, share) =>
    share.sales > main.sales || (share.sales === main.sales && share.category < main.category)
      ? share
      : main,
  )
}
