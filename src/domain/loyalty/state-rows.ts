import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import type { PersonRevision } from './fact-values.ts'
import { type PackedState, packState } from './pack-state.ts'
import type { ProgramState } from './program-state.ts'

/** What is kept of a customer, or how far their life goes that nothing is kept of. */
export type KeptState =
  | { state: PackedState }
  /** `facts` are all their events that count, these of now included, `lastSeenAt` the latest. */
  | { state: null; facts: number; lastSeenAt: Date }

type StateRow = KeptState & { customer_id: string }

/**
 * Needs no lock of its own: whoever books a customer's event holds the row of their profile, and
 * there is none without one. The profile is looked up only of those who have no state.
 */
export async function readStates(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, KeptState>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<StateRow>`${prepared}
    select customer_id, state, facts, last_seen_at as "lastSeenAt"
    from unnest(${customerIds}::uuid[]) as asked(customer_id)
    left join program_states using (customer_id)
    left join lateral (
      select facts, last_seen_at from profiles
      where state is null and profiles.customer_id = asked.customer_id offset 0
    ) as life on true
    where state is not null or facts is not null`.execute(tx)
  return new Map(rows.map(({ customer_id, ...kept }) => [customer_id, kept]))
}

/** No other booking can add a state meanwhile, so what is not there yet is simply added. */
export async function saveStates(tx: Tx, states: ReadonlyMap<string, ProgramState>): Promise<void> {
  if (states.size === 0) return
  const rows = [...states].sort(([a], [b]) => (a < b ? -1 : 1))
  await sql`${prepared}
    with new as materialized (
      select customer_id, state::json from ${unnestRows<(typeof rows)[number]>(
        'passed',
        [
          { name: 'customer_id', type: 'uuid', of: ([customerId]) => customerId },
          { name: 'state', type: 'text', of: ([, state]) => JSON.stringify(packState(state)) },
        ],
        rows,
      )}
    ), changed as (
      update program_states set state = new.state from new
      where program_states.customer_id = new.customer_id
      returning new.customer_id
    )
    insert into program_states (customer_id, state)
    select customer_id, state from new
    where customer_id not in (select customer_id from changed)`.execute(tx)
}

type PersonRow = {
  customer_id: string
  from_at: Date
  tags: string[]
  attributes: PersonRevision['attributes']
  birthday: string | null
}

/** What was kept of these persons and from when on, the oldest first. */
export async function readPersonRevisions(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, PersonRevision[]>> {
  const { rows } = await sql<PersonRow>`
    select customer_id, from_at, tags, attributes, birthday from person_revisions
    where customer_id = any(${customerIds}::uuid[]) order by from_at`.execute(tx)
  const revisions = new Map<string, PersonRevision[]>()
  for (const { customer_id, from_at, ...person } of rows) {
    const known = revisions.get(customer_id) ?? []
    revisions.set(customer_id, [...known, { fromMillis: from_at.getTime(), ...person }])
  }
  return revisions
}
