import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { readTimelineEvents } from '#domain/events/timeline-queries.ts'
import { freshWorld, purchase, type World } from '../../../tests/world.ts'
import { beginRecount, recountWorker } from './recount.ts'
import { updateProfiles } from './update-profiles.ts'

let world: World
beforeEach(async () => {
  world = await freshWorld()
})
afterEach(() => world.close())

const ask = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  (await query.execute(world.context.database.kysely)).rows

async function idOf(name: string): Promise<string> {
  const [row] = await ask(sql<{ id: string }>`
    select customer_id as id from identities where value = ${name}`)
  return row!.id
}

/** Anna and Bert turn out to be one person. */
async function merge() {
  const [anna, bert] = [await idOf('anna'), await idOf('bert')]
  await ask(sql`update customers set merged_into = ${anna} where customer_id = ${bert}`)
  await ask(sql`delete from profiles where customer_id = ${bert}`)
  await transaction(world.context.database, (tx) => beginRecount(tx, 'days'))
  const { work } = recountWorker(world.context, async () => {})
  while ((await work(new AbortController().signal)) === 'more');
  return { anna, members: [anna, bert] }
}

async function figuresOf(id: string) {
  const [row] = await ask(sql<{ revenue: number; purchases: number; openReturns: number }>`
    select revenue, purchases, open_returns as "openReturns" from profiles where customer_id = ${id}`)
  return row
}

async function timelineOf(members: readonly string[]) {
  const { database } = world.context
  const events = await transaction(database, (tx) =>
    readTimelineEvents(tx, members, { types: null, after: null, limit: 100 }),
  )
  return events.map(({ type, amount }) => [type, amount])
}

describe('of two customers who were merged', () => {
  const order = purchase('2026-11-10', 'anna', 4000)
  const asBert = { ...order, version: 1, customer: { externalId: 'bert' }, amount: 5000 }

  it('a purchase that passed from one to the other counts once, as its newest version says', async () => {
    await world.record([order])
    await world.record([asBert])
    const { anna, members } = await merge()
    expect(await figuresOf(anna)).toEqual({ revenue: 5000, purchases: 1, openReturns: 0 })
    expect(await timelineOf(members)).toEqual([['purchase', 5000]])
  })

  it('the same, where the newest version came first', async () => {
    await world.record([asBert])
    const [late] = await recordEvents(world.context, [updateProfiles], [order])
    expect(late).toMatchObject({ status: 'superseded' })
    await world.record([purchase('2026-11-11', 'anna', 100)])
    const { anna, members } = await merge()
    expect(await figuresOf(anna)).toEqual({ revenue: 5100, purchases: 2, openReturns: 0 })
    expect(await timelineOf(members)).toHaveLength(2)
  })

  it('a return finds its purchase in the stream of the other', async () => {
    await world.record([order, purchase('2026-11-11', 'bert', 100)])
    const { source, externalId } = order
    await world.record([
      {
        ...purchase('2026-11-12', 'bert', 1500),
        type: 'return',
        purchase: { source, externalId },
      },
    ])
    const { anna } = await merge()
    expect(await figuresOf(anna)).toEqual({ revenue: 2600, purchases: 2, openReturns: 0 })
  })

  it('a return follows its purchase from one to the other and counts once', async () => {
    const { source, externalId } = order
    const refund = {
      ...purchase('2026-11-12', null, 1500),
      type: 'return',
      purchase: { source, externalId },
    }
    await world.record([order])
    await world.record([refund])
    await world.record([asBert])
    const { anna, members } = await merge()
    expect(await figuresOf(anna)).toEqual({ revenue: 3500, purchases: 1, openReturns: 0 })
    expect(await timelineOf(members)).toEqual([
      ['return', 1500],
      ['purchase', 5000],
    ])
  })
})
