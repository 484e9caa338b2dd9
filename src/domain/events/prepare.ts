import { hash } from 'node:crypto'
import { faultsOf } from '#contract/faults.ts'
import {
  type EventInput,
  eventBytesMax,
  eventInput,
  type PurchaseInput,
  type ReturnInput,
} from '#contract/language/event.ts'
import { plainPurchase } from '#contract/language/plain-purchase.ts'
import { minorUnitsMax } from '#contract/language/text.ts'
import { storesMax } from '#domain/business/stores.ts'
import { dayMillis } from '#kernel/calendar.ts'
import type { Fault } from '#kernel/errors.ts'
import { isCurrency, roundHalfUp } from '#kernel/money.ts'
import type { Fact, MoneyPayload, Payload } from './fact.ts'
import { type Codes, channelsMax, type PropertySchemas, type Terms } from './terms.ts'

export type Refused = { code: string; faults: Fault[] }
export type Checked = { event: EventInput } | Refused
export type Prepared = { fact: Fact } | Refused

/** Of one event among a thousand. */
const faultsMax = 20
const millisAheadMax = dayMillis
const contentHashDigits = 32

/**
 * Checks the form of one event as it was sent: schema, then size. What the schema lets pass is
 * shallow; anything else may be nested so deeply that writing it out takes more stack than there is.
 */
export function checkEvent(sent: unknown): Checked {
  const plain = plainPurchase(sent)
  if (plain && isSurelySmall(plain)) return { event: plain }
  const parsed = eventInput.safeParse(sent)
  if (!parsed.success) {
    return { code: 'event_malformed', faults: faultsOf(parsed.error, faultsMax) }
  }
  if (isSurelySmall(parsed.data)) return { event: parsed.data }
  const bytes = Buffer.byteLength(JSON.stringify(sent))
  if (bytes > eventBytesMax) {
    return refused(
      'event_too_large',
      '',
      `An event may have ${eventBytesMax} bytes; this one has ${bytes}.`,
    )
  }
  return { event: parsed.data }
}

/** Each line has at most 2.5 KB, all the rest 6 KB, by the lengths the schema allows. */
const linesOfSmall = 10

const isSurelySmall = (event: EventInput) =>
  event.type === 'visit' ||
  ((event.type === 'purchase' || event.type === 'return') &&
    (event.lines?.length ?? 0) <= linesOfSmall)

/** Every store, channel and category that these events name. */
export function codesOf(events: readonly EventInput[]): Codes {
  const stores = new Set<string>()
  const channels = new Set<string>()
  const categories = new Set<string>()
  for (const event of events) {
    if (event.store !== undefined) stores.add(event.store)
    if (event.channel !== undefined) channels.add(event.channel)
    if ('lines' in event && event.lines) {
      for (const line of event.lines) if (line.category !== undefined) categories.add(line.category)
    }
  }
  return { stores, channels, categories }
}

/** Turns a well-formed event into a fact by the business's terms, or says what is wrong with it. */
export function prepareFact(event: EventInput, terms: Terms, now: Date): Prepared {
  const occurredAt = new Date(event.occurredAt)
  if (occurredAt.getTime() > now.getTime() + millisAheadMax) {
    return refused('time_in_future', '/occurredAt', 'The time lies more than a day ahead.')
  }
  const content = placeRefusal(event, terms) ?? contentOf(event, terms, occurredAt)
  if ('code' in content) return content
  return {
    fact: {
      type: event.type,
      source: event.source,
      externalId: event.externalId,
      version: event.version,
      occurredAt,
      customer: event.customer,
      store: event.store,
      channel: event.channel,
      ...content,
      hash: hash('sha256', contentText(event), 'hex').slice(0, contentHashDigits),
    },
  }
}

/** A store or channel that found no room among those that are known. */
function placeRefusal({ store, channel }: EventInput, terms: Terms): Refused | null {
  if (store !== undefined && !terms.stores.has(store)) {
    return refused(
      'stores_too_many',
      '/store',
      `A business has at most ${storesMax} stores; "${store}" would be one more.`,
    )
  }
  if (channel !== undefined && !terms.channels.has(channel)) {
    return refused(
      'channels_too_many',
      '/channel',
      `A business has at most ${channelsMax} channels; "${channel}" would be one more.`,
    )
  }
  return null
}

type Content = Pick<Fact, 'amount' | 'payload' | 'texts'>

function contentOf(event: EventInput, terms: Terms, at: Date): Content | Refused {
  switch (event.type) {
    case 'purchase':
    case 'return':
      return moneyContent(event, terms, at)
    case 'visit':
    case 'referral':
    case 'birthday':
      return { amount: null, payload: {}, texts: null }
    case 'product_viewed':
      return plain({ sku: event.sku, name: event.name, category: event.category })
    case 'newsletter_clicked':
      return { ...plain({ newsletter: event.newsletter }), texts: textsOf({ link: event.link }) }
    case 'download':
      return plain({ name: event.name })
    case 'review':
      return {
        ...plain({ rating: event.rating, sku: event.sku }),
        texts: textsOf({ text: event.text }),
      }
    case 'social_interaction':
      return {
        ...plain({ network: event.network, kind: event.kind }),
        texts: textsOf({ text: event.text }),
      }
    case 'contact':
      return {
        ...plain({ medium: event.medium, direction: event.direction }),
        texts: textsOf({ text: event.text }),
      }
    case 'note':
      return { ...plain({}), texts: { text: event.text } }
    case 'custom':
      return customContent(event.name, event.properties, terms.eventTypes.get(event.name))
  }
}

const plain = (payload: Payload): Content => ({
  amount: null,
  payload: withoutGaps(payload),
  texts: null,
})

const textsOf = (texts: Record<string, string | undefined>) => {
  const given = withoutGaps(texts)
  return Object.keys(given).length > 0 ? given : null
}

const withoutGaps = <T extends object>(record: T): T =>
  // Dropping keys whose value is undefined leaves a T, since JSON never had them.
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T

function moneyContent(
  event: PurchaseInput | ReturnInput,
  terms: Terms,
  at: Date,
): Content | Refused {
  const paid = event.amount ?? event.lines?.reduce((sum, line) => sum + line.amount, 0)
  if (paid === undefined)
    return refused('amount_missing', '/amount', 'Neither an amount nor lines are given.')
  if (paid < 0) {
    return refused('amount_negative', '/amount', 'The total is below zero; send a return instead.')
  }
  const currency = event.currency ?? terms.currency
  const rate = currency === terms.currency ? 1 : rateOf(event, terms, at)
  if (rate === 'currency_unknown')
    return refused(rate, '/currency', `${currency} is no currency we know.`)
  if (rate === 'exchange_rate_missing') {
    return refused(
      rate,
      '/exchangeRate',
      `There is no rate from ${currency} to ${terms.currency} for that day.`,
    )
  }
  const payload: MoneyPayload = {}
  if (event.receiptNumber !== undefined) payload.receiptNumber = event.receiptNumber
  if (event.lines) {
    payload.lines = rate === 1 ? event.lines : event.lines.map((line) => converted(line, rate))
  }
  if (rate !== 1) payload.original = { currency, amount: paid, exchangeRate: rate }
  if (event.type === 'return' && event.purchase) {
    const { source = event.source, externalId } = event.purchase
    payload.purchase = { source, externalId }
  }
  const amount = roundHalfUp(paid * rate)
  if (!Number.isSafeInteger(amount) || amount > minorUnitsMax) {
    return refused('amount_too_large', '/amount', 'The amount is too large.')
  }
  return { amount, payload, texts: null }
}

function rateOf(event: PurchaseInput | ReturnInput, terms: Terms, at: Date) {
  if (!isCurrency(event.currency!)) return 'currency_unknown'
  return event.exchangeRate ?? terms.exchangeRate(event.currency!, at) ?? 'exchange_rate_missing'
}

type Line = NonNullable<MoneyPayload['lines']>[number]

const converted = (line: Line, rate: number): Line =>
  withoutGaps({
    ...line,
    amount: roundHalfUp(line.amount * rate),
    unitPrice: line.unitPrice === undefined ? undefined : roundHalfUp(line.unitPrice * rate),
    discount: line.discount === undefined ? undefined : roundHalfUp(line.discount * rate),
    cost: line.cost === undefined ? undefined : roundHalfUp(line.cost * rate),
  })

function customContent(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  schemas: PropertySchemas | undefined,
): Content | Refused {
  if (!schemas) {
    return refused(
      'event_type_unknown',
      '/name',
      `There is no event type "${name}". Define it under settings first.`,
    )
  }
  const faults: Fault[] = []
  for (const [key, schema] of Object.entries(schemas)) {
    if (schema.required && (!Object.hasOwn(properties, key) || properties[key] === null))
      faults.push(propertyFault(key, 'is required'))
  }
  for (const [key, value] of Object.entries(properties)) {
    const schema = Object.hasOwn(schemas, key) ? schemas[key] : undefined
    if (!schema) faults.push(propertyFault(key, 'is not defined'))
    else if (value !== null && typeof value !== jsType[schema.type]) {
      faults.push(propertyFault(key, `is no ${schema.type}`))
    }
  }
  if (faults.length > 0) return { code: 'event_malformed', faults }
  return { ...plain({ name }), texts: Object.keys(properties).length > 0 ? properties : null }
}

const jsType = { text: 'string', number: 'number', boolean: 'boolean' } as const

const propertyFault = (key: string, message: string): Fault => ({
  pointer: `/properties/${key}`,
  code: 'property_malformed',
  message: `The property ${message}.`,
})

const refused = (code: string, pointer: string, message: string): Refused => ({
  code,
  faults: [{ pointer, code, message }],
})

/**
 * The same content gives the same text: the schema puts keys into its own order; only custom
 * properties keep the order they were sent in.
 */
const contentText = (event: EventInput): string =>
  event.type === 'custom'
    ? JSON.stringify({
        ...event,
        properties: Object.entries(event.properties).sort(([a], [b]) => (a < b ? -1 : 1)),
      })
    : JSON.stringify(event)
