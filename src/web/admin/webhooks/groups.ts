import { type WebhookType, webhookTypes } from '#contract/language/webhook-type.ts'

/** What belongs together for people; the types stay what programs see. */
export const groups = [
  'purchases',
  'events',
  'customers',
  'points',
  'tiers',
  'vouchers',
  'rewards',
] as const
export type Group = (typeof groups)[number]

const purchases: readonly WebhookType[] = ['event.purchase', 'event.return', 'event.withdrawn']

function groupOf(type: WebhookType): Group {
  if (purchases.includes(type)) return 'purchases'
  if (type.startsWith('event.')) return 'events'
  if (type.startsWith('customer.')) return 'customers'
  if (type.startsWith('points.')) return 'points'
  if (type.startsWith('tier.')) return 'tiers'
  return type.startsWith('voucher.') ? 'vouchers' : 'rewards'
}

export const typesOf = (group: Group): WebhookType[] =>
  webhookTypes.filter((type) => groupOf(type) === group)

/** The groups of which something is told. */
export const groupsOf = (types: readonly WebhookType[] | null): Group[] =>
  groups.filter((group) => types === null || types.some((type) => groupOf(type) === group))
