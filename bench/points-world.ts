import { type Kysely, sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { defineProgram } from './define-program.ts'

export type PointsWorld = { customers: number; entries: number }

/** The day of the bench; whatever was earned before this year expires with its last day. */
export const today = new Date('2026-11-22T12:00:00Z')
export const yearIsOver = new Date('2027-01-01T06:00:00Z')

const historyDays = 700
/** Of a gift of ten, five older ones are spent at once. */
const grantsPerRedemption = 10
const models = 400
const visitsOfModel = 24

/**
 * Customers with points by hundreds of purchases, written by the database itself: grants on days
 * spread over two years, in the order in which they would have come, now and then a redemption of
 * the oldest ones; lots, sums and time of expiry in the row of the account; the program's state of
 * one of some hundred customers whose purchases were really recorded. What is written satisfies
 * `verify` but for the sums by month.
 */
export async function makePoints(context: Context, size: PointsWorld): Promise<void> {
  await defineProgram(context)
  await recordModels(context)
  await context.database.kysely.connection().execute(async (connection) => {
    for (const statement of before(size)) await statement.execute(connection)
    await writeEntries(connection)
    for (const statement of after) await statement.execute(connection)
  })
}

/** Visits on days of the last months, so that tiers, ladders and caps have something to count. */
async function recordModels(context: Context): Promise<void> {
  for (let visit = 0; visit < visitsOfModel; visit++) {
    const events = Array.from({ length: models }, (_, model) => ({
      type: 'purchase',
      source: 'till',
      externalId: `m${model}-${visit}`,
      occurredAt: new Date(
        today.getTime() - (visitsOfModel - visit) * (2 + (model % 13)) * 86_400_000,
      ).toISOString(),
      customer: { externalId: `model-${model}` },
      lines: [
        { sku: 'a17', category: `c${model % 10}`, quantity: 1, amount: 430 },
        { sku: 'b3', category: `c${visit % 10}`, quantity: 2, amount: 520 },
      ],
    }))
    await recordEvents(context, [updateProfiles, followProgram()], events)
  }
}

/** Every customer always earns as much; so a sum is a product. */
const points = sql.raw('(3 + n % 18)')
const keyOf = (n: string, i: string) => sql.raw(`substr(md5(${n} || '/' || ${i}), 1, 22)`)
const secondsOf = (i: string) =>
  sql.raw(`(${today.getTime() / 1000}::bigint - (k - ${i} + 1) * step_seconds)`)
const expiryOf = (i: string) =>
  sql`case when ${secondsOf(i)} < 1767225600 then 1798761600000 else 1830297600000 end`

const before = ({ customers, entries }: PointsWorld) => [
  // What is written here fits together; checking it row by row would take minutes.
  sql`set session_replication_role = replica`,
  sql`set maintenance_work_mem = '1GB'`,
  sql`set synchronous_commit = off`,
  sql`alter table ledger_entries drop constraint ledger_entries_pkey`,
  sql`drop index ledger_entries_cursor`,
  sql`alter table ledger_entries set (autovacuum_enabled = off)`,
  sql`
    create unlogged table model_states as
    select row_number() over (order by customer_id) - 1 as model, facts, last_seen_at, state
    from program_states join profiles using (customer_id)`,
  sql`
    create unlogged table world as
    select *, ${historyDays}::bigint * 86400 / k as step_seconds
    from (
      select n::bigint, (lpad(to_hex(1640995200000 + n::bigint * 86400), 12, '0') || '70008'
          || substr(md5(n::text), 1, 15))::uuid as customer_id,
        2 + round((hashint4(n) & 1048575) % 97 * ((hashint4(n + 10000019) & 1048575) % 73)
          * ${(0.93 * entries) / customers - 2}::numeric / 1728)::bigint as k
      from generate_series(1, ${customers}::int) as n
    ) as drawn`,
  sql`insert into customers (customer_id, created_at) select customer_id, ${today} from world`,
  sql`insert into persons (customer_id) select customer_id from world`,
  sql`
    insert into identities (kind, value, customer_id, shown)
    select 'card_number', 'C' || n, customer_id, 'C' || n from world`,
  sql`
    insert into profiles (customer_id, last_seen_at, facts)
    select customer_id, last_seen_at, facts
    from world join model_states on model = n % (select count(*) from model_states)`,
  sql`
    insert into list_places (customer_id, seen_at, purchases)
    select customer_id, seen_at, purchases from current_places`,
  sql`
    insert into program_states (customer_id, state)
    select customer_id, state
    from world join model_states on model = n % (select count(*) from model_states)
    order by customer_id`,
]

/** Grant after grant for everybody, as time brings them: a customer's entries lie far apart. */
async function writeEntries(connection: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ most: number }>`select max(k)::int as most from world`.execute(
    connection,
  )
  for (let grant = 1; grant <= rows[0]!.most; grant++) {
    await grantsWritten(grant).execute(connection)
    if (grant % grantsPerRedemption === 0) {
      await redemptionsWritten(grant / grantsPerRedemption).execute(connection)
    }
  }
}

const grantsWritten = (grant: number) => sql`
  insert into ledger_entries (customer_id, currency, kind, correction, event_id, store_number,
    effective_at, booked_at, movements, facts, balance_before, balance_after)
  select customer_id, 'points', 'grant', false, md5('event ' || n || '/' || i)::uuid, 1, at, at,
    ('[{"lot":"' || key || '","issuer":1,"from":"issued","to":"available","points":' || points
      || '}]')::json,
    ('{"grants":[["' || key || '",' || points || ',0,' || expires || ',[["euro",1,' || points
      || ',"earned.per_amount"]]]]}')::json,
    sum - points - used, sum - used
  from (
    select world.*, i, ${keyOf('n', 'i')} as key, ${points} as points,
      ${secondsOf('i')} as seconds, to_timestamp(${secondsOf('i')}) as at,
      ${expiryOf('i')} as expires, i * ${points} as sum,
      5 * ((i - 1) / ${sql.lit(grantsPerRedemption)}) * ${points} as used
    from world cross join (select ${grant}::bigint as i) as this
    where k >= i
  ) as granted`

/** The n-th redemption takes the five oldest lots that are left. */
const redemptionsWritten = (redemption: number) => sql`
  with taken as (
    select world.*, to_timestamp(${secondsOf('10 * j')} + 3600) as at,
      md5('act ' || n || '/' || j)::uuid as act_id, lots.*,
      (5 * j + 5) * ${points} as had
    from world cross join (select ${redemption}::bigint as j) as this
    cross join lateral (
      select json_agg(json_build_object('lot', ${keyOf('n', 'i')}, 'issuer', 1, 'from', 'available',
        'to', 'redeemed', 'points', ${points}) order by i) as movements, 5 * ${points} as points
      from generate_series(5 * j - 4, 5 * j) as i
    ) as lots
    where k >= 10 * j
  ), acted as (
    insert into ledger_acts (customer_id, act_id, currency, kind, at, recorded_at, store_number,
      deed, reason_key, reason_params, identity, content_hash, answer)
    select customer_id, act_id, 'points', 'redeem', at, at, 1,
      jsonb_build_object('points', points), 'points.redeemed', '{}',
      decode(md5('identity ' || act_id), 'hex'), '\\x00', '{}'
    from taken
  )
  insert into ledger_entries (customer_id, currency, kind, correction, act_id, store_number,
    effective_at, booked_at, movements, balance_before, balance_after)
  select customer_id, 'points', 'act', false, act_id, 1, at, at, movements, had, had - points
  from taken`

const after = [
  sql`alter table ledger_entries add primary key (customer_id, currency, position)`,
  sql`create index ledger_entries_cursor on ledger_entries (xid, position)`,
  sql`
    insert into ledger_accounts (customer_id, currency, state, next_at)
    select customer_id, 'points', json_build_object(
        'sums', json_build_object('available', (k - taken) * ${points},
          'issued', 0 - k * ${points}, 'redeemed', taken * ${points}),
        'lots', lots,
        'settledAt', ${secondsOf('k')} * 1000 + case when taken = k / 2 then 3600000 else 0 end,
        'lastStepAt', last_take, 'lastTakeAt', last_take),
      to_timestamp((${expiryOf('(taken + 1)')}) / 1000)
    from (
      select *, 5 * (k / 10) as taken,
        case when k < 10 then 0 else (${secondsOf('(k - k % 10)')} + 3600) * 1000 end as last_take
      from world
    ) as world
    cross join lateral (
      select json_agg(json_build_array(${keyOf('n', 'i')}, ${points}, ${secondsOf('i')} * 1000,
        ${expiryOf('i')}, 1) order by i) as lots
      from generate_series(taken + 1, k) as i
    ) as open`,
  sql`drop table world, model_states`,
  sql`alter table ledger_entries reset (autovacuum_enabled)`,
  sql`reset session_replication_role`,
  sql`reset synchronous_commit`,
  sql`vacuum analyze`,
]
