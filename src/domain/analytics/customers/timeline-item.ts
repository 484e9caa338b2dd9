import type { ActType, TimelineItem } from '#contract/endpoints/customer-page.ts'
import type { TimelineEvent } from '#domain/events/timeline-queries.ts'
import { dateText } from '#kernel/calendar.ts'
import { publicId } from '#kernel/ids.ts'
import type { Frame } from '../frame.ts'
import type { Act } from './timeline-acts.ts'

type Scalar = TimelineItem['details'][string]

/** These stand in fields of their own, or are about the accounts, not the customer. */
const toldElsewhere = new Set(['lines', 'receiptNumber', 'original', 'purchase', 'text'])

/** An event as the timeline shows it. */
export function timelineItemOf(
  event: TimelineEvent,
  { zone, currency }: Pick<Frame, 'zone' | 'currency'>,
): TimelineItem {
  const money = (amount: number) => ({ amount, currency })
  const { lines = [], receiptNumber = null } = event.payload
  return {
    id: publicId('evt', event.eventId),
    eventId: event.eventId,
    type: event.type,
    occurredAt: event.occurredAt,
    day: dateText(zone.dayOf(event.occurredAt)),
    store: event.store,
    channel: event.channel,
    amount: event.amount === null ? null : money(event.amount),
    receiptNumber,
    lines: lines.map(({ name = null, sku = null, quantity = null, amount }) => ({
      name,
      sku,
      quantity,
      amount: money(amount),
    })),
    text: textOf(event),
    details: detailsOf({ ...event.payload, ...event.texts }),
  }
}

/** Something we did, as the timeline shows it. */
export const actItemOf = (
  { id, type, occurredAt, store, amount, text, details }: Act,
  { zone, currency }: Pick<Frame, 'zone' | 'currency'>,
): TimelineItem => ({
  id: type === 'tier_changed' ? `${type}_${occurredAt.getTime()}` : publicId(prefixOf[type], id),
  eventId: null,
  type,
  occurredAt,
  day: dateText(zone.dayOf(occurredAt)),
  store,
  channel: null,
  amount: amount === null ? null : { amount, currency },
  receiptNumber: null,
  lines: [],
  text,
  details,
})

const prefixOf: Record<Exclude<ActType, 'tier_changed'>, string> = {
  points: 'act',
  reward_redeemed: 'rre',
  reward_returned: 'rre',
  voucher_redeemed: 'vre',
  voucher_returned: 'vre',
  gift_handed_over: 'gho',
  gift_returned: 'gho',
  extra_given: 'xcl',
  extra_undone: 'xcl',
}

export const textOf = ({ texts }: Pick<TimelineEvent, 'texts'>): string | null =>
  typeof texts?.text === 'string' ? texts.text : null

const detailsOf = (content: Readonly<Record<string, unknown>>): TimelineItem['details'] =>
  Object.fromEntries(
    Object.entries(content).filter(
      (entry): entry is [string, Scalar] => !toldElsewhere.has(entry[0]) && isScalar(entry[1]),
    ),
  )

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
