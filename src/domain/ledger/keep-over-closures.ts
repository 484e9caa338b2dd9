import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { graceOf, readCommonClosures } from '#domain/business/opening/common-closures.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { dateText, hourMillis } from '#kernel/calendar.ts'
import type { Account } from './account.ts'
import { type AccountKey, customersOf, lockFreeAccounts, readAccountsDue } from './account-rows.ts'
import { type Done, performNow, saveActs } from './record-act.ts'
import { readLedgerTerms } from './terms.ts'

const accountsPerStep = 2000
/** So long before the doors close; a program that stands still for less lets nothing expire. */
const aheadDays = 7

/** What would expire between the two keeps until the second, since nobody can come to spend it. */
type Grace = { name: string; from: Date; until: Date }

/** When the whole program is over; null: it goes on. What lies right of the books knows that. */
type ReadEnd = (tx: Tx, now: Date) => Promise<Date | null>

/**
 * Lets points that would expire while every store is closed, or soon after, keep for as many days
 * once the doors are open again, but not beyond the program itself. What was kept once is not found
 * again.
 */
export function closuresWorker(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  readEnd: ReadEnd,
): Worker {
  let after: AccountKey | null = null
  return {
    name: 'keep points over closures',
    restMillis: hourMillis,
    work: async () => {
      const now = clock.now()
      after = await transaction(database, async (tx) =>
        keepSome(tx, { after, end: await readEnd(tx, now), now }),
      )
      return after === null ? 'done' : 'more'
    },
  }
}

/** @returns the last account looked at; null: all were */
async function keepSome(
  tx: Tx,
  { after, end, now }: { after: AccountKey | null; end: Date | null; now: Date },
): Promise<AccountKey | null> {
  const graces = (await readGraces(tx, now)).flatMap((grace) => before(end, grace))
  const last = graces.at(-1)
  if (!last) return null
  const seen = await readAccountsDue(tx, { after, from: now, until: last.until }, accountsPerStep)
  const asked = seen.filter(({ account }) => graces.some((grace) => wouldExpire(account, grace)))
  for (const grace of graces) await keep(tx, asked, grace, now)
  return seen.length < accountsPerStep ? null : seen.at(-1)!
}

async function readGraces(tx: Tx, now: Date): Promise<Grace[]> {
  const { zone } = await readBusinessTerms({ kysely: tx })
  const today = zone.dayOf(now)
  const closures = await readCommonClosures(tx)
  return closures
    .map((closed) => ({ closed, grace: graceOf(closed) }))
    .filter(({ grace }) => grace.from <= today + aheadDays && today <= grace.until)
    .map(({ closed, grace }) => ({
      name: `${dateText(closed.from)}/${dateText(closed.until)}`,
      from: zone.startOf(grace.from),
      until: zone.startOf(grace.until + 1),
    }))
}

const before = (end: Date | null, grace: Grace): Grace[] => {
  const until = end && end < grace.until ? end : grace.until
  return grace.from < until ? [{ ...grace, until }] : []
}

async function keep(tx: Tx, keys: readonly AccountKey[], grace: Grace, now: Date): Promise<void> {
  if (keys.length === 0) return
  const terms = await readLedgerTerms(tx)
  const done: Done[] = []
  // Under their locks: another machine may have kept them since. The others are found again in an hour.
  const locked = await lockFreeAccounts(tx, keys)
  const members = await membersOf(tx, customersOf(locked))
  for (const kept of locked) {
    if (!wouldExpire(kept.account, grace)) continue
    const planned = { ...plannedOf(kept, grace, now), beside: members.get(kept.customerId)! }
    done.push(await performNow(tx, kept, planned, terms, now))
  }
  await saveActs(tx, done, terms, now)
}

const wouldExpire = ({ lots }: Account, { from, until }: Grace): boolean =>
  [...lots.values()].some(
    ({ open, held, expiresAt }) =>
      open + held > 0 &&
      expiresAt !== null &&
      from.getTime() < expiresAt &&
      expiresAt < until.getTime(),
  )

const plannedOf = ({ customerId, currency }: AccountKey, grace: Grace, now: Date) => ({
  request: {
    ...{ customerId, currency, store: 0, doneBy: null },
    identity: `closure/${grace.name}/${now.toISOString()}`,
    reason: { key: 'hand.store_closed' as const },
  },
  asked: [grace.until.getTime()],
  decide: () => ({
    ...{ kind: 'extend' as const, until: grace.until.getTime(), from: grace.from.getTime() },
  }),
})
