import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { membersOf } from '#domain/customers/merged.ts'
import type { PersonRevision } from './fact-values.ts'
import type { PackedState } from './pack-state.ts'

/** The text of the state that is kept of a customer, or how far their life goes that nothing is kept of. */
export type KeptState =
  | { state: string }
  /** `facts` are all their events that count, these of now included, `lastSeenAt` the latest. */
  | { state: null; facts: number; lastSeenAt: Date }

/** Opened one by one: a thousand opened states at once are long in the way of what comes after. */
export const packedOf = ({ state }: KeptState): PackedState | null =>
  state === null ? null : JSON.parse(state)

type Life = { facts: number; lastSeenAt: string }
type StateRow = { customer_id: string; state: string | null; life: Life | null }

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
    select customer_id, state::text, case when state is null then (
        select json_build_object('facts', facts, 'lastSeenAt', last_seen_at)
        from profiles where profiles.customer_id = asked.customer_id
      ) end as life
    from unnest(${customerIds}::uuid[]) as asked(customer_id)
    left join program_states using (customer_id)`.execute(tx)
  const known = new Map<string, KeptState>()
  for (const { customer_id, state, life } of rows) {
    if (state) known.set(customer_id, { state })
    else if (life) known.set(customer_id, { state, ...life, lastSeenAt: new Date(life.lastSeenAt) })
  }
  return known
}

/** A state and the version of its row, or the state that is to take its place. */
export type StateVersion = { customerId: string; state: string; version: string }

/** The states of those who have one, without holding anybody's row. */
export async function readStateVersions(
  tx: Tx,
  customerIds: readonly string[],
): Promise<StateVersion[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<StateVersion>`${prepared}
    select customer_id as "customerId", state::text, program_states.xmin::text as version
    from unnest(${customerIds}::uuid[]) as asked(customer_id)
    join program_states using (customer_id)`.execute(tx)
  return rows
}

/**
 * Keeps those of these states whose row is still as it was read. What writes a row names its
 * transaction in it (`xmin`), so no way of changing a state can be missed.
 * @returns the customers whose state was kept
 */
export async function saveIfUnchanged(
  tx: Tx,
  states: readonly StateVersion[],
): Promise<ReadonlySet<string>> {
  if (states.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`${prepared}
    update program_states set state = new.state::json
    from ${unnestRows<StateVersion>(
      'new',
      [
        { name: 'customer_id', type: 'uuid', of: ({ customerId }) => customerId },
        { name: 'state', type: 'text', of: ({ state }) => state },
        { name: 'version', type: 'text', of: ({ version }) => version },
      ],
      states,
    )}
    where program_states.customer_id = new.customer_id
      and program_states.xmin = new.version::xid
    returning new.customer_id as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/**
 * Keeps the texts of these states, by customer. No other booking can add a state meanwhile,
 * so what is not there yet is simply added.
 */
export async function saveStates(tx: Tx, states: ReadonlyMap<string, string>): Promise<void> {
  if (states.size === 0) return
  const byCustomer = [...states].sort(([a], [b]) => (a < b ? -1 : 1))
  const { rows } = await sql<{ id: string }>`${prepared}
    update program_states set state = new.state::json from ${stateRows(byCustomer)}
    where program_states.customer_id = new.customer_id
    returning new.customer_id as id`.execute(tx)
  if (rows.length === states.size) return
  const written = new Set(rows.map(({ id }) => id))
  await sql`${prepared}
    insert into program_states (customer_id, state)
    select customer_id, state::json
    from ${stateRows(byCustomer.filter(([id]) => !written.has(id)))}`.execute(tx)
}

const stateRows = (states: readonly [string, string][]) =>
  unnestRows<[string, string]>(
    'new',
    [
      { name: 'customer_id', type: 'uuid', of: ([customerId]) => customerId },
      { name: 'state', type: 'text', of: ([, state]) => state },
    ],
    states,
  )

type PersonRow = {
  root: string
  member: string
  from_at: Date
  tags: string[]
  attributes: PersonRevision['attributes']
  birthday: string | null
}

/**
 * What was kept of these persons and from when on, the oldest first. Of customers who were merged
 * all of them speak, since what was earned under a tag must not be lost with a merge.
 */
export async function readPersonRevisions(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, PersonRevision[]>> {
  const { rows } = await sql<PersonRow & { joined: boolean; from_at: Date | null }>`
    select customer_id as root, customer_id as member, joined, from_at, tags, attributes, birthday
    from customers left join person_revisions using (customer_id)
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  const joined = rows.filter((row) => row.joined).map(({ root }) => root)
  const others = joined.length > 0 ? await readOfOthers(tx, [...new Set(joined)]) : []
  const known = [...rows.filter(({ from_at }) => from_at !== null), ...others]
  return new Map(
    [...Map.groupBy(known, ({ root }) => root)].map(([root, own]) => [root, asOne(root, own)]),
  )
}

async function readOfOthers(tx: Tx, roots: readonly string[]): Promise<PersonRow[]> {
  const members = await membersOf(tx, roots)
  const rootOf = new Map([...members].flatMap(([root, ids]) => ids.map((id) => [id, root])))
  const others = [...rootOf.keys()].filter((id) => !members.has(id))
  const { rows } = await sql<Omit<PersonRow, 'root'>>`
    select customer_id as member, from_at, tags, attributes, birthday from person_revisions
    where customer_id = any(${others}::uuid[])`.execute(tx)
  return rows.map((row) => ({ ...row, root: rootOf.get(row.member)! }))
}

/** Each row as what holds of all together from then on. */
function asOne(root: string, rows: readonly PersonRow[]): PersonRevision[] {
  const latest = new Map<string, PersonRow>()
  return rows.toSorted(byTime).map((row) => {
    latest.set(row.member, row)
    return joined(row.from_at, root, [...latest.values()])
  })
}

const byTime = (a: PersonRow, b: PersonRow) =>
  a.from_at.getTime() - b.from_at.getTime() || (a.member < b.member ? -1 : 1)

/** Tags of all; of what can be only once the root's, else that of who has the lowest id. */
function joined(fromAt: Date, root: string, people: readonly PersonRow[]): PersonRevision {
  const [first, ...others] = people.toSorted(
    (a, b) =>
      Number(b.member === root) - Number(a.member === root) || (a.member < b.member ? -1 : 1),
  )
  const { tags, attributes, birthday } = first!
  const fromMillis = fromAt.getTime()
  if (others.length === 0) return { fromMillis, tags, attributes, birthday }
  return {
    fromMillis,
    tags: [...new Set(people.flatMap((one) => one.tags))].sort(),
    attributes: Object.assign({}, ...others.toReversed().map((one) => one.attributes), attributes),
    birthday: birthday ?? others.find((one) => one.birthday !== null)?.birthday ?? null,
  }
}
