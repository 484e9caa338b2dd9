import type { PurchaseLine } from '#contract/language/event.ts'
import type { LoggedEvent } from '#domain/events/fact.ts'
import type { Terms } from '#domain/events/terms.ts'

/** What the program reads of one event: codes as the rules name them, and nothing of the person. */
export type ProgramFact = {
  eventId: string
  source: string
  externalId: string
  atMillis: number
  type: string
  /** Of an event type the business defined itself. */
  name: string | null
  store: string | null
  /** As the books name it; 0: none said. */
  storeNumber: number
  channel: string | null
  amount: number | null
  receipt: string | null
  rating: number | null
  lines: readonly PurchaseLine[]
  /** Of a return: the purchase it gives back. */
  purchase: EventKey | null
}

export type EventKey = { source: string; externalId: string }

/** The codes behind the numbers of the log. */
export type CodeNames = {
  store: (number: number) => string | null
  channel: (number: number) => string | null
}

export function namesOf({ stores, channels }: Pick<Terms, 'stores' | 'channels'>): CodeNames {
  const codes = (numbers: ReadonlyMap<string, number>) => {
    const byNumber = new Map([...numbers].map(([code, number]) => [number, code]))
    return (number: number) => byNumber.get(number) ?? null
  }
  return { store: codes(stores), channel: codes(channels) }
}

/**
 * Tills run ahead, and shops mistake their time zone. What is dated later than it was told counts
 * from when it was told: the books must not run ahead of time, or points expire and holds end early.
 */
export const factOf = (
  event: Omit<LoggedEvent, 'position' | 'recordedAt'>,
  recordedAt: Date,
  names: CodeNames,
): ProgramFact => ({
  eventId: event.eventId,
  source: event.source,
  externalId: event.externalId,
  atMillis: Math.min(event.occurredAt.getTime(), recordedAt.getTime()),
  type: event.type,
  name: typeof event.payload.name === 'string' ? event.payload.name : null,
  store: names.store(event.store),
  storeNumber: event.store,
  channel: names.channel(event.channel),
  amount: event.amount,
  receipt: event.payload.receiptNumber ?? null,
  rating: typeof event.payload.rating === 'number' ? event.payload.rating : null,
  lines: event.payload.lines ?? [],
  purchase: event.payload.purchase
    ? { source: event.payload.purchase.source, externalId: event.payload.purchase.externalId }
    : null,
})

/** A place in the order of a customer's life. */
export type Place = EventKey & { atMillis: number }

/** The order of the replay: when it happened, then its key; never when it arrived. */
export const inOrder = (a: Place, b: Place): number =>
  a.atMillis - b.atMillis ||
  compareText(a.source, b.source) ||
  compareText(a.externalId, b.externalId)

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const isSameKey = (a: EventKey, b: EventKey) =>
  a.source === b.source && a.externalId === b.externalId
