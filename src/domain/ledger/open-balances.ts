import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { keyText, lockAccounts } from './account-rows.ts'
import { type Done, performNow, saveActs } from './record-act.ts'
import { readLedgerTerms } from './terms.ts'

/** A balance brought along from an older system. Whoever asks sees to it that it is asked once. */
export type Opening = {
  /** Of the act that it becomes. */
  actId: string
  customerId: string
  currency: string
  points: number
  identity: string
  doneBy: string | null
}

/** Books many opening balances at once; the statements do not grow with their number. */
export async function openManyBalances(
  tx: Tx,
  openings: readonly Opening[],
  now: Date,
): Promise<void> {
  const terms = await readLedgerTerms(tx)
  const members = [...new Set(openings.map(({ customerId }) => customerId))]
  // Nobody is merged from here on.
  await sql`
    select from customers where customer_id = any(${members}::uuid[])
    order by customer_id for share`.execute(tx)
  const roots = await rootsOf(tx, members)
  for (const round of roundsOf(openings, roots)) {
    const keys = round.map(({ customerId, currency }) => ({
      ...{ customerId: roots.get(customerId)!, currency },
    }))
    const kept = new Map((await lockAccounts(tx, keys)).map((one) => [keyText(one), one]))
    const done: Done[] = []
    for (const [index, opening] of round.entries()) {
      const account = kept.get(keyText(keys[index]!))!
      done.push(await performNow(tx, account, plannedOf(opening), terms, now, opening.actId))
    }
    await saveActs(tx, done, terms, now)
  }
}

/** An account at most once in each round: several cards of a family may fill one. */
function roundsOf(openings: readonly Opening[], roots: ReadonlyMap<string, string>): Opening[][] {
  const used = new Map<string, number>()
  const rounds: Opening[][] = []
  for (const opening of openings) {
    const key = `${roots.get(opening.customerId)} ${opening.currency}`
    const round = used.get(key) ?? 0
    used.set(key, round + 1)
    rounds[round] ??= []
    rounds[round].push(opening)
  }
  return rounds
}

function plannedOf({ customerId, currency, points, identity, doneBy }: Opening) {
  return {
    request: {
      ...{ customerId, currency, identity, store: 0, doneBy },
      reason: { key: 'hand.taken_over' as const },
    },
    asked: ['opening', points],
    decide: (_: unknown, at: number) => ({
      ...{ kind: 'opening' as const, points, availableAt: at, expiresAt: null },
    }),
  }
}
