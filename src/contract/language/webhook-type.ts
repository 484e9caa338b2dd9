import { type EventType, eventTypes } from './event.ts'

/** What can be told beside the events of the log, each with when it is. */
const changeTypes = {
  'event.withdrawn': 'What an event said counts no more, or counts for somebody else',
  'customer.created': 'A customer became known',
  'customer.updated': 'What is known of a customer changed',
  'customer.merged': 'Two customers are one from now on',
  'customer.parted': 'A merge was undone',
  'customer.erased': 'A person was forgotten here and wants to be forgotten everywhere',
  'points.granted': 'Points were given',
  'points.available': 'Points that waited can be redeemed',
  'points.spent': 'Points were redeemed or donated',
  'points.returned': 'Points that were spent or had expired came back',
  'points.reversed': 'Points that were given were taken back',
  'points.expired': 'Points expired',
  'points.held': 'Points are kept for a checkout',
  'points.released': 'Points kept for a checkout are free again',
  'points.transferred': 'Points went to another customer, or came from one',
  'points.adjusted': 'What a customer had too much was settled',
  'tier.changed': 'A customer reached or lost a level',
  'voucher.issued': 'A customer was given a voucher',
  'voucher.redeemed': 'A voucher was redeemed',
  'voucher.reversed': 'The redemption of a voucher was undone',
  'reward.redeemed': 'A reward was redeemed',
  'reward.canceled': 'The redemption of a reward was undone',
  'gift.given': 'A gift was handed over',
  'gift.canceled': 'The hand-over of a gift was undone',
  'extra.given': 'A free extra of a level was given',
  'extra.canceled': 'A free extra was undone',
} as const

export type ChangeMessageType = keyof typeof changeTypes
export type EventMessageType = `event.${EventType}`
export type WebhookType = EventMessageType | ChangeMessageType

const ofEvents = eventTypes.map((type): EventMessageType => `event.${type}`)

/** Everything a webhook can be told of, but for the test. */
export const webhookTypes: readonly WebhookType[] = [
  ...ofEvents,
  // Written right above with exactly these keys.
  ...(Object.keys(changeTypes) as ChangeMessageType[]),
]

export const whenTold = (type: WebhookType): string =>
  type in changeTypes
    ? changeTypes[type as ChangeMessageType]
    : `An event of the type ${type.slice('event.'.length)} was recorded, or a new version of one`

export const testType = 'webhook.test'
