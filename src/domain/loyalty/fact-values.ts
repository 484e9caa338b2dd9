import { attributePrefix, type conditionFields } from '#contract/language/condition-fields.ts'
import type { AttributeValue } from '#contract/language/customer.ts'
import type { PurchaseLine } from '#contract/language/event.ts'
import type { ProgramTerms } from '#contract/language/program-terms.ts'
import { dateText, weekdayOf } from '#kernel/calendar.ts'
import type { Facts, Value } from '#kernel/conditions.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { birthdayFalls } from './birthdays/birthday.ts'
import type { ProgramFact } from './program-fact.ts'
import type { ProgramState } from './program-state.ts'

/** What is kept of a customer beside the log, as it stood from `fromMillis` on. */
export type PersonRevision = {
  fromMillis: number
  tags: readonly string[]
  attributes: Readonly<Record<string, AttributeValue>>
  birthday: string | null
}

/** A moment of a customer's life, as conditions see it. */
export type Moment = {
  fact: ProgramFact
  day: number
  state: ProgramState
  tier: string | null
  person: PersonRevision | null
  terms: ProgramTerms
  zone: TimeZone
}

type Reader = (moment: Moment) => Value | null | undefined
type Name = keyof typeof conditionFields
type LineName = Extract<Name, `line.${string}`>

const readers: Record<Exclude<Name, LineName>, Reader> = {
  'event.type': ({ fact }) => fact.type,
  'event.name': ({ fact }) => fact.name,
  'event.store': ({ fact }) => fact.store,
  'event.channel': ({ fact }) => fact.channel,
  'event.date': ({ day }) => dateText(day),
  'event.weekday': ({ day }) => weekdayOf(day),
  'event.time': ({ fact, zone }) => timeOf(fact.atMillis, zone),
  'event.amount': ({ fact }) => fact.amount,
  'event.rating': ({ fact }) => fact.rating,
  'event.receipt': ({ fact }) => fact.receipt,
  'event.lines': ({ fact }) => fact.lines.length,
  'event.quantity': ({ fact }) => fact.lines.reduce((sum, line) => sum + (line.quantity ?? 1), 0),
  'customer.tier': ({ tier }) => tier,
  'customer.purchases': ({ state }) => state.purchases,
  'customer.purchaseDays': ({ state }) => state.purchaseDays,
  'customer.visits': ({ state }) => state.visits,
  'customer.revenue': ({ state }) => state.revenue,
  'customer.daysSinceFirstPurchase': ({ state, day }) => daysSince(state.firstPurchaseDay, day),
  'customer.daysSinceLastPurchase': ({ state, day }) => daysSince(state.lastPurchaseDay, day),
  'customer.tags': ({ person }) => person?.tags,
  'customer.hasBirthday': ({ person, day, terms }) =>
    person?.birthday ? birthdayFalls(person.birthday, day, terms.leapBirthday) : null,
  'customer.birthdayMonth': ({ person }) =>
    person?.birthday ? Number(person.birthday.slice(-5, -3)) : null,
}

const lineReaders: Record<LineName, (line: PurchaseLine) => Value | undefined> = {
  'line.category': ({ category }) => category,
  'line.sku': ({ sku }) => sku,
  'line.quantity': ({ quantity }) => quantity ?? 1,
  'line.amount': ({ amount }) => amount,
}

export const factsOf = (moment: Moment): Facts => ({
  valueOf: (field) => {
    if (field.startsWith(attributePrefix)) {
      return moment.person?.attributes[field.slice(attributePrefix.length)]
    }
    return (isName(field) && readers[field](moment)) ?? undefined
  },
  partsOf: (name) => (name === 'lines' ? moment.fact.lines.map(lineFacts) : []),
})

export const lineFacts = (line: PurchaseLine): Facts => ({
  valueOf: (field) => (isLineName(field) ? lineReaders[field](line) : undefined),
  partsOf: () => [],
})

/** Fields that are answered by what is kept of a customer beside the log. */
export const isOfPerson = (field: string): boolean =>
  field.startsWith(attributePrefix) || fieldsOfPerson.has(field)

const fieldsOfPerson: ReadonlySet<string> = new Set<Name>([
  'customer.tags',
  'customer.hasBirthday',
  'customer.birthdayMonth',
])

const isName = (field: string): field is keyof typeof readers => Object.hasOwn(readers, field)
const isLineName = (field: string): field is LineName => Object.hasOwn(lineReaders, field)

const daysSince = (day: number | null, today: number) => (day === null ? null : today - day)

function timeOf(atMillis: number, zone: TimeZone): string {
  return new Date(atMillis + zone.offsetMillis(atMillis)).toISOString().slice(11, 16)
}

/** The revision in force at an instant; before the first one nothing is known. */
export const personAt = (revisions: readonly PersonRevision[], atMillis: number) =>
  revisions.findLast(({ fromMillis }) => fromMillis <= atMillis) ?? null
