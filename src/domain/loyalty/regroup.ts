import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Told } from '#domain/ledger/book.ts'
import { regroupAccounts } from '#domain/ledger/regroup.ts'
import { readLedgerTerms } from '#domain/ledger/terms.ts'
import type { Regrouped } from '#domain/profile/regroup.ts'
import { readLives } from './follow-program.ts'
import { stateText } from './pack-state.ts'
import type { Plan } from './program.ts'
import { isFollowed, replayProgram } from './run-program.ts'
import { saveStates } from './state-rows.ts'
import { toldOf } from './told.ts'

/**
 * Lets customers go through the program anew after a merge or its undoing, over the facts of all who
 * count for them, and has the ledger book what is otherwise now.
 */
export async function regroupProgram(
  tx: Tx,
  { roots, mergedAway }: Regrouped,
  plan: Plan | null,
  now: Date,
): Promise<void> {
  const { states, told } = await judged(tx, roots, plan)
  const stateless = [...mergedAway, ...roots.filter((root) => !states.has(root))]
  await sql`delete from program_states where customer_id = any(${stateless}::uuid[])`.execute(tx)
  await saveStates(tx, states)
  await regroupAccounts(tx, told, mergedAway, await readLedgerTerms(tx), now)
}

/** Nothing is kept of whose whole life lies before the program, as intake keeps nothing of them. */
async function judged(tx: Tx, roots: readonly string[], plan: Plan | null) {
  const states = new Map<string, string>()
  if (!plan) return { states, told: roots.map(nothingTold) }
  const told = [...(await readLives(tx, roots))].map(([root, { facts, people }]) => {
    const decisions = replayProgram(facts, people, plan)
    if (isFollowed(plan, facts)) states.set(root, stateText(decisions.state))
    return toldOf(root, decisions)
  })
  return { states, told }
}

const nothingTold = (customerId: string): Told => ({ customerId, grants: [], reversals: [] })
