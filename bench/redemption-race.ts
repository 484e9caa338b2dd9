import { sql } from 'kysely'
import { nobody } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { prepared } from '#database/prepared.ts'
import { transaction } from '#database/transaction.ts'
import { grantByHand } from '#domain/ledger/grant-by-hand.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { defineArticle } from '#domain/loyalty/gifts/define-article.ts'
import { moveStock } from '#domain/loyalty/gifts/move-stock.ts'
import { defineReward } from '#domain/loyalty/rewards/define-reward.ts'
import { redeemReward } from '#domain/loyalty/rewards/redeem-reward.ts'
import { newId } from '#kernel/ids.ts'
import { median, type Timing, timingOf } from './report.ts'

type Race = { connections: number; rounds: number; redemptions: number }
type Redeem = (customerId: string) => Promise<unknown>
type Draw = () => string
type Lap = Timing & { perSecond: number }

const customersMax = 100_000
const plenty = 1_000_000_000

/**
 * One redemption under many connections, all of one customer or each of another, beside the bare
 * transaction that locks a customer's row, lowers it and writes one line, in the same rounds.
 */
export async function measureRedemptions(context: Context, race: Race) {
  const ids = await prepare(context)
  const [hot] = ids
  const draws: Record<string, Draw> = {
    oneCustomer: () => hot!,
    manyCustomers: () => ids[Math.floor(Math.random() * ids.length)]!,
  }
  const ways = waysOf(context)
  const laps = new Map<string, Lap[]>()
  for (let round = 0; round <= race.rounds; round++) {
    for (const [crowd, draw] of Object.entries(draws)) {
      for (const [way, redeemOne] of Object.entries(ways)) {
        const lap = await run(redeemOne, draw, race)
        if (round > 0) laps.set(`${crowd} ${way}`, [...(laps.get(`${crowd} ${way}`) ?? []), lap])
      }
    }
  }
  return Object.fromEntries(
    Object.keys(draws).map((crowd) => [
      crowd,
      Object.fromEntries(
        Object.keys(ways).map((way) => [
          way,
          summary(laps.get(`${crowd} ${way}`)!, laps.get(`${crowd} bare`)!),
        ]),
      ),
    ]),
  )
}

/** `ofBare`: the rate beside the bare transaction's, round by round. */
function summary(laps: readonly Lap[], bare: readonly Lap[]) {
  return {
    medianMs: median(laps.map(({ medianMs }) => medianMs)),
    p95Ms: median(laps.map(({ p95Ms }) => p95Ms)),
    perSecond: median(laps.map(({ perSecond }) => perSecond)),
    ofBare: median(laps.map(({ perSecond }, round) => perSecond / bare[round]!.perSecond)),
  }
}

async function run(
  redeemOne: Redeem,
  draw: Draw,
  { connections, redemptions }: Race,
): Promise<Lap> {
  const millis: number[] = []
  const begin = performance.now()
  let left = redemptions
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const start = performance.now()
        await redeemOne(draw())
        millis.push(performance.now() - start)
      }
    }),
  )
  const perSecond = (redemptions * 1000) / (performance.now() - begin)
  return { ...timingOf(millis), perSecond }
}

const reward = {
  ...{ name: 'Kaffee', currency: 'points', price: 1, stock: null },
  ...{ validFrom: '2020-01-01T00:00:00Z', gives: { kind: 'experience' as const } },
}

/** Customers with more points than anybody will redeem, in the accounts and in a bare table. */
async function prepare(context: Context): Promise<string[]> {
  const { kysely } = context.database
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from ledger_accounts
    where currency = 'points' and (state -> 'sums' ->> 'available')::bigint > 60
    limit ${customersMax}`.execute(kysely)
  const ids = rows.map(({ id }) => id)
  await sql`create table bare_accounts (customer_id uuid primary key, points bigint not null)
    with (fillfactor = 70)`.execute(kysely)
  await sql`
    create table bare_acts (customer_id uuid, act_id uuid, points bigint, at timestamptz,
      primary key (customer_id, act_id))`.execute(kysely)
  await sql`insert into bare_accounts select customer_id, ${plenty} from customers`.execute(kysely)
  await sql`vacuum analyze bare_accounts`.execute(kysely)
  await defineReward(context, nobody, 'coffee', reward)
  await defineArticle(context, nobody, 'mug', {
    ...{ name: 'Tasse', cost: 300, counted: true, supplierNote: '', lowStockAt: null },
  })
  await moveStock(context, nobody, 'mug', {
    ...{ source: 'bench', externalId: 'delivery', reason: 'delivery', pieces: 1_000_000 },
  })
  await defineReward(context, nobody, 'mug', {
    ...{ ...reward, name: 'Tasse', stock: 1_000_000, perCustomer: 1_000_000 },
    gives: { kind: 'article', article: 'mug' },
  })
  await makeRich(context, ids[0]!)
  return ids
}

const makeRich = ({ database, clock }: Context, customerId: string) =>
  transaction(database, (tx) =>
    grantByHand(
      tx,
      {
        ...{ customerId, currency: 'points', identity: 'rich', store: 0, doneBy: null },
        ...{ reason: { key: 'hand.taken_over' }, as: 'opening', points: plenty },
        ...{ availableAt: null, expiresAt: null },
      },
      clock.now(),
    ),
  )

function waysOf(context: Context): Record<string, Redeem> {
  const { database, clock } = context
  const rim = { context, caller: nobody, planFor: keptPlan() }
  let sequence = 0
  const redeemFor = (key: string) => (customerId: string) =>
    redeemReward(rim, {
      ...{ source: 'till', externalId: `r${sequence++}`, reward: key },
      customer: { id: customerId },
    })
  return {
    bare: (customerId) =>
      transaction(database, async (tx) => {
        await sql`${prepared}
          select points from bare_accounts where customer_id = ${customerId} for update`.execute(tx)
        await sql`${prepared}
          update bare_accounts set points = points - 1 where customer_id = ${customerId}`.execute(
          tx,
        )
        await sql`${prepared}
          insert into bare_acts values (${customerId}, ${newId()}, 1, ${clock.now()})`.execute(tx)
      }),
    ledger: (customerId) =>
      transaction(database, (tx) =>
        redeem(
          tx,
          {
            ...{ customerId, currency: 'points', identity: `l${sequence++}`, store: 1 },
            ...{ doneBy: null, reason: { key: 'points.redeemed' }, points: 1, for: 'redeem' },
          },
          clock.now(),
        ),
      ),
    reward: redeemFor('coffee'),
    rewardOfStock: redeemFor('mug'),
  }
}
