import type { TimelineItem } from '#contract/endpoints/customer-page.ts'
import type { TimelineEvent } from '#domain/events/timeline-queries.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Frame } from '../frame.ts'

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
