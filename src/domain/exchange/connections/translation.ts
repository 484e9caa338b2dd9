import type { EventInput } from '#contract/language/event.ts'

/** Why something from a shop counts for nothing, or needs somebody's eyes. */
export type Reason = { code: string; text: string }

export type ShopConsent = {
  act: 'granted' | 'withdrawn'
  level: 'single' | 'confirmed' | 'unsaid'
  saidAt: Date
}

/** Who somebody is, as their shop says; the latest change counts. */
export type ShopPerson = {
  externalId: string
  /** To e-mails, where the shop tells when it was said. */
  consent?: ShopConsent | undefined
  email: string | undefined
  phone: string | undefined
  name: string | undefined
  language: string | undefined
  changedAt: Date
}

/** What a delivery says, in the words of the log. `reference` is the number people know. */
export type Translation = { reference: string } & (
  | { kind: 'events'; events: readonly EventInput[]; name: string | undefined }
  | { kind: 'person'; person: ShopPerson }
  | { kind: 'ignored' | 'noted' | 'refused'; reason: Reason }
)

export type Delivered = {
  topic: string
  /** The parsed body. */
  content: unknown
  /** Of the connection: stands in every event. */
  source: string
  receivedAt: Date
}

export const ignored = (reference: string, code: IgnoredCode): Translation => ({
  kind: 'ignored',
  reference,
  reason: { code, text: '' },
})

export const noted = (reference: string, code: NotedCode): Translation => ({
  kind: 'noted',
  reference,
  reason: { code, text: '' },
})

export const refused = (reference: string, code: string, text: string): Translation => ({
  kind: 'refused',
  reference,
  reason: { code, text },
})

export type IgnoredCode =
  | 'topic_not_counted'
  | 'order_unpaid'
  | 'order_for_test'
  | 'order_given_back'
  | 'refund_without_goods'
  | 'call_not_counted'
  | 'event_type_not_defined'
  | 'visitor_unknown'

export type NotedCode =
  | 'customer_deleted'
  | 'order_deleted'
  | 'refund_amount_unsaid'
  | 'privacy_data_requested'
  | 'privacy_erasure_requested'
  | 'privacy_shop_erasure_requested'
