import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBooks } from '#domain/ledger/entry-rows.ts'
import type { Facts } from '#domain/ledger/facts.ts'
import { rootIds } from '#domain/profile/streams.ts'
import { keptPlan, replayed } from './follow-program.ts'
import { packState } from './pack-state.ts'
import type { Plan } from './program.ts'
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
  const { rows } = await sql<{ customer_id: string; state: unknown }>`
    select customer_id, state from program_states where customer_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  for (const id of await forgotten(tx, ids)) {
    note(result, 'program_states', id, 'nothing', 'a state')
  }
  const followed = rows.map((row) => row.customer_id)
  const decided = await replayed(tx, followed, plan)
  const told = Map.groupBy((await readBooks(tx, followed)).values(), (books) => books.customerId)
  for (const { customer_id, state } of rows) {
    result.states++
    const decisions = decided.get(customer_id)!
    note(result, 'program_states', customer_id, state, packState(decisions.state))
    note(
      result,
      'ledger_entries',
      customer_id,
      owed((told.get(customer_id) ?? []).map(({ facts }) => facts)),
      owed([toldOf(customer_id, decisions)]),
    )
  }
}

/** Who was granted something and is followed no more, though nobody erased them. */
async function forgotten(tx: Tx, ids: readonly string[]): Promise<string[]> {
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
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
