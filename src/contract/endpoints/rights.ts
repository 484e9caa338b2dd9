import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { identity } from '../language/customer.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { currencyCode } from '../language/text.ts'

const params = z.object({ customerId })

/** What is forgotten with a person, as the plan of an erasure counts it. */
export const erasedKinds = [
  'names',
  'identities',
  'attributes',
  'tags',
  'texts',
  'notes',
  'consent_proofs',
  'voucher_codes',
  'referral_codes',
  'carts',
  'deliveries',
  'refused_rows',
  'changes',
] as const

/** What stays under an id that leads to nobody. */
export const keptKinds = ['purchases', 'events', 'point_acts', 'redemptions', 'consents'] as const

/** What an erasure waits for. */
export const erasureHindrances = ['point_hold', 'voucher_hold', 'cart', 'import_running'] as const

const counted = <const Kind extends string>(kinds: readonly Kind[]) =>
  z.array(z.object({ kind: z.enum(kinds), count: z.int() }))

export const erasure = z.object({
  customerId,
  erasedAt: moment.nullable().describe('null: only tried'),
  people: z.int().describe('Customers who are one: those merged are erased together'),
  goes: counted(erasedKinds).describe('What is forgotten, as far as there is any'),
  stays: counted(keptKinds).describe('What stays in books and figures, without a person'),
  revenue: money.describe('Stays as it is'),
  points: z.array(z.object({ currency: z.string(), name: z.string(), balance: z.int() })),
  waitsFor: z.array(z.object({ kind: z.enum(erasureHindrances), until: moment.nullable() })),
})
export type Erasure = z.output<typeof erasure>

const erasing = z.strictObject({
  dryRun: z.boolean().describe('true: says what would go and what would stay; nothing is done'),
})

export const eraseCustomer = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/erasure',
  tag: 'rights',
  summary: 'Erase a person, or say what that would forget',
  description:
    'Name, addresses, free texts, notes, proofs and codes are gone from every table and from the files ' +
    'that are kept, with those of everybody merged into them; it cannot be undone. Books and figures stay ' +
    'under an id that leads to nobody. What the person was known by is kept as a keyed hash, so that ' +
    'neither files nor shops write it down again. Whoever works in some stores erases only people all of ' +
    'whose purchases were made there. It waits for open reservations and for files being counted.',
  permission: 'customers:erase',
  params,
  body: erasing.meta({ examples: [{ dryRun: true }] }),
  reply: erasure,
  errors: ['customer_not_found', 'caller_limited_to_stores', 'erasure_waits'],
})

const told = z.record(z.string(), z.json())

/** Everything held about one person. Names of parts are stable; parts are only ever added. */
export const personExport = z.object({
  format: z.literal('stammgast-person-1'),
  exportedAt: moment,
  business: z.string(),
  currency: currencyCode.describe('Of all amounts, which are in its minor units'),
  customerId,
  person: z.array(told).describe('Who they are: one for each customer who was merged'),
  consents: z.array(told).describe('What they agreed to, word for word, with the proofs'),
  contactBlocks: z.array(told),
  events: z.array(told).describe('What happened, the earliest first'),
  points: z.array(told).describe('What was done with their points'),
  rewards: told.describe('Rewards, gifts, extras, referrals and carts'),
  vouchers: told,
  companies: told,
  signIn: told.describe('Where they were signed in to the portal'),
  terms: z.array(told).describe('Versions of the terms they accepted'),
  mails: z.array(told).describe('Mails of the last day'),
  shownReceipts: z.array(told),
  offline: z
    .array(told)
    .describe('What a till did for them without a network and somebody was to look at'),
  wallet: z
    .array(told)
    .describe('Cards in wallets by their serial numbers, and the phones they are registered on'),
  deliveries: z.array(told).describe('What shops sent about them, as far as it is still kept'),
  messages: z.array(told).describe('What webhooks were told about them'),
  files: z.array(told).describe('Rows of files that were refused and name them'),
  merges: z.array(told),
  changes: z.array(told).describe('What of them was changed and when, as far as it is still kept'),
})
export type PersonExport = z.output<typeof personExport>

export const exportPerson = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/export',
  tag: 'rights',
  summary: 'Everything held about one person',
  description:
    'For access and portability (GDPR Art. 15 and 20). Customers who were merged are one person. Each ' +
    'export stands in the audit log. Whoever works in some stores exports only people all of whose ' +
    'purchases were made there.',
  permission: 'customers:export',
  params,
  reply: personExport,
  errors: ['customer_not_found', 'caller_limited_to_stores'],
})

export const printPerson = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/export/pdf',
  tag: 'rights',
  summary: 'Everything held about one person, on paper',
  description: 'The same in the language of the person, else of the business.',
  permission: 'customers:export',
  params,
  reply: z.string(),
  file: { contentType: 'application/pdf' },
  errors: ['customer_not_found', 'caller_limited_to_stores'],
})

export const liftErasure = endpoint({
  method: 'POST',
  path: '/api/v1/erased-identities/lift',
  tag: 'rights',
  summary: 'Let somebody come back who was erased',
  description:
    'Only for who asks for it: from then on this address or number may be written down again. What was ' +
    'erased stays erased.',
  permission: 'privacy:manage',
  body: identity.meta({ examples: [{ kind: 'email', value: 'anna@example.com' }] }),
  reply: z.object({ lifted: z.literal(true) }),
  errors: ['identity_malformed', 'erased_identity_not_found', 'caller_limited_to_stores'],
})
