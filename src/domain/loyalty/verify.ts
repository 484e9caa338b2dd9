import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBooks } from '#domain/ledger/entry-rows.ts'
import type { Facts } from '#domain/ledger/facts.ts'
import { rootIds } from '#domain/profile/streams.ts'
import { keptPlan, readLives } from './follow-program.ts'
import { packState } from './pack-state.ts'
import type { Plan } from './program.ts'
import { isFollowed, replayProgram } from './run-program.ts'
import { toldOf } from './told.ts'

/** A place where what is kept differs from what the program says of the log. */
export type ProgramDifference = { table: string; key: string; stored: string; replayed: string }
export type ProgramVerification = { states: number; differences: ProgramDifference[] }

const differencesMax = 100

/**
 * Lets every customer the program has followed go through it anew and compares what is kept of
 * them and what the ledger was told. On one unchanging picture of the database; nothing is written.
 */
export async function verifyProgram({
  database,
}: Pick<Context, 'database'>): Promise<ProgramVerification> {
  return readOnly(database, async (tx) => {
    const result: ProgramVerification = { states: 0, differences: [] }
    const plan = await keptPlan()(tx)
    if (plan) for await (const ids of rootIds(tx)) await compare(tx, ids, plan, result)
    return result
  })
}

async function compare(tx: Tx, ids: readonly string[], plan: Plan, result: ProgramVerification) {
  const states = await statesOf(tx, ids)
  const asked = [...states.keys(), ...(await grantedWithoutState(tx, ids))]
  const told = Map.groupBy((await readBooks(tx, asked)).values(), (books) => books.customerId)
  for (const [id, { facts, people }] of await readLives(tx, asked)) {
    const decisions = replayProgram(facts, people, plan)
    const state = states.get(id)
    if (state !== undefined) result.states++
    const isKept = state !== undefined || isFollowed(plan, facts)
    note(result, 'program_states', id, state, isKept ? packState(decisions.state) : undefined)
    const books = told.get(id) ?? []
    note(
      result,
      'ledger_entries',
      id,
      owed(books.map((book) => book.facts)),
      owed([toldOf(id, decisions)]),
    )
  }
}

async function statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ id: string; state: unknown }>`
    select customer_id as id, state from program_states
    where customer_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/**
 * Of whom nothing is kept, though they were granted something once and nobody erased them: rightly
 * so where that went away again, as with a claim that was undone.
 */
async function grantedWithoutState(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers
    where customer_id = any(${ids}::uuid[]) and erased_at is null
      and not exists (
        select from program_states where program_states.customer_id = customers.customer_id
      )
      and exists (
        select from ledger_entries
        where ledger_entries.customer_id = customers.customer_id and kind = 'grant'
      )`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What is owed and taken back, by key. */
function owed(told: readonly Facts[]): string[] {
  return told
    .flatMap(({ grants, reversals }) => [...grants, ...reversals])
    .map(({ key, currency, points }) => `${key} ${points} ${currency}`)
    .sort()
}

function note(
  { differences }: ProgramVerification,
  table: string,
  key: string,
  stored: unknown,
  says: unknown,
) {
  const [left, right] = [textOf(stored), textOf(says)]
  if (left === right || differences.length >= differencesMax) return
  differences.push({ table, key, stored: left, replayed: right })
}

/** The same text whatever the order of the properties. */
const textOf = (value: unknown): string =>
  JSON.stringify(value ?? 'nothing', (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
