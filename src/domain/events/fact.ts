import type { CustomerReference, EventType, PurchaseLine } from '#contract/language/event.ts'

/** What the log keeps of a purchase or return beside its amount: nothing of the person. */
export type MoneyPayload = {
  receiptNumber?: string
  /** Line amounts in the business's currency, minor units. */
  lines?: PurchaseLine[]
  /** As it was paid, where that was another currency. */
  original?: { currency: string; amount: number; exchangeRate: number }
  /** Of a return: the key of the purchase it returns; `follows` where it belongs to whoever made that. */
  purchase?: { source: string; externalId: string; follows?: true }
}

export type Payload = MoneyPayload & Readonly<Record<string, unknown>>

/** An event that passed every check and is ready for the log. */
export type Fact = {
  type: EventType
  source: string
  externalId: string
  version: number
  occurredAt: Date
  customer: CustomerReference | undefined
  store: string | undefined
  channel: string | undefined
  /** Minor units of the business's currency; null where the event is about no money. */
  amount: number | null
  payload: Payload
  /** Free text and custom properties: kept apart, since they may speak of a person. */
  texts: Readonly<Record<string, unknown>> | null
  /** Of all that was sent, in hexadecimal: the same version with another hash is a contradiction. */
  hash: string
}

/** Rows of the log that no one sends: they end what another row of the same key said. */
export type TombstoneType = 'superseded' | 'import_taken_back'

/** Rows of the log that say who counts for whom; they tell nothing of the customer. */
export type MergeMark = 'customers_merged' | 'customers_parted'

/** One row of the log. */
export type LoggedEvent = {
  customerId: string
  eventId: string
  type: EventType | TombstoneType | MergeMark
  source: string
  externalId: string
  version: number
  occurredAt: Date
  store: number
  channel: number
  amount: number | null
  importId: string | null
  payload: Payload
  recordedAt: Date
  /** Order of recording within the customer's stream. */
  position: number
}
