import type { CustomerFilter } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import type { Contact } from '#domain/customers/consent/may-contact.ts'
import { readSearch } from '#domain/customers/search.ts'
import type { Known, RegularDays, Wanted } from '#domain/profile/customer-conditions.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { resolveFilters } from '../filters.ts'
import { type Grounds, readGrounds } from '../frame.ts'

/** Which customers somebody asks for, as far as they may see them. */
export type Chosen = { frame: Grounds; wanted: Wanted; regular: RegularDays }

/** @throws Refusal for a store or tag nobody knows, or a store that is not theirs */
export async function chooseCustomers(
  tx: Tx,
  filter: CustomerFilter,
  limit: Caller['stores'],
): Promise<Chosen> {
  const frame = await readGrounds(tx)
  const { stores, tags } = await resolveFilters(
    tx,
    { store: oneOrNone(filter.store), tag: oneOrNone(filter.tag) },
    limit,
  )
  return {
    frame,
    wanted: {
      kind: filter.kind === 'any' ? null : (filter.kind ?? 'person'),
      search: filter.search === undefined ? null : readSearch(filter.search),
      stores,
      tags,
      lastThereFrom: dayOrNone(filter.lastPurchaseFrom),
      lastThereBefore: dayOrNone(filter.lastPurchaseBefore),
      regular: filter.regular ?? null,
      minPurchases: filter.minPurchases ?? null,
      minDaysThere: filter.minDaysThere ?? null,
      presence: frame.presence,
      zone: frame.zone,
      known: await knownOf(tx, filter, limit),
    },
    regular: regularDays(frame),
  }
}

async function knownOf(tx: Tx, filter: CustomerFilter, limit: Caller['stores']): Promise<Known> {
  const { hasEmail, hasPhone, hasPost, hasBirthday, hasLanguage, filled, contact } = filter
  const first = await resolveFilters(tx, { store: oneOrNone(filter.firstStore) }, limit)
  return {
    ...{ hasEmail, hasPhone, hasPost, hasBirthday, hasLanguage, filled, contact },
    agreed: contactOf(filter.agreed),
    mayContact: contactOf(filter.mayContact),
    firstStore: filter.firstStore === undefined ? undefined : first.stores?.[0],
  }
}

function contactOf(text: string | undefined): Contact | undefined {
  if (text === undefined) return undefined
  const [purpose, channel] = text.split(':')
  // The contract lets nothing else through.
  return { purpose: purpose!, channel: channel as Contact['channel'] }
}

/** The days that decide on the last known day who is a regular. */
export function regularDays({
  asOf,
  regular,
  presence,
}: Pick<Grounds, 'asOf' | 'regular' | 'presence'>): RegularDays {
  const last = asOf ?? 0
  return {
    purchaseDays: regular.purchaseDays,
    from: dateText(last - regular.withinDays + 1),
    to: dateText(last),
    presence,
  }
}

const oneOrNone = (code: string | undefined) => (code === undefined ? undefined : [code])

const dayOrNone = (date: string | undefined): number | null =>
  date === undefined ? null : dayNumber(date)
