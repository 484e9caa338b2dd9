import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyStock } from '#domain/loyalty/gifts/verify.ts'
import { buysDaily, purchase, record } from '../customers.ts'
import {
  anew,
  handOver,
  ladderOf,
  openRewardsWorld,
  put,
  type RewardsWorld,
  stocked,
  stockOf,
} from '../rewards.ts'
import { statuses, times } from '../vouchers.ts'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(
    ladderOf({
      key: 'gifts',
      rounds: [
        {
          steps: [
            { count: 2, articles: ['cup', 'candle'] },
            { count: 4, articles: ['cup', 'candle'] },
          ],
        },
      ],
    }),
  )
})
afterAll(() => world.server.close())

const buys = (externalId: string, count: number, more: object = {}) =>
  buysDaily(world.shop, externalId, count, more)

describe('an article to give away', () => {
  test('has a book of what came and went, whose sum is its stock, and warns when few are left', async () => {
    const { owner } = world
    await stocked(owner, 'spoon', 12, { lowStockAt: 5, supplierNote: 'Silver & Sons' })
    const path = '/api/v1/gift-articles/spoon/movements'
    const counted = { ...anew(), reason: 'corrected', stock: 4 }
    const first = await owner.post(path, counted)
    expect(first.body).toMatchObject({ reason: 'corrected', pieces: -8, stock: 4 })
    expect((await owner.post(path, counted)).text).toBe(first.text)
    const other = await owner.post(path, { ...counted, stock: 5 })
    expect([other.status, other.body.code]).toEqual([409, 'reference_in_use'])
    const book = (await owner.get(path)).body.items
    expect(book.map(({ pieces }: { pieces: number }) => pieces)).toEqual([-8, 12])
    const low = (await owner.get('/api/v1/gift-articles?low=yes')).body.items
    expect(low).toMatchObject([{ key: 'spoon', stock: 4, isLow: true }])
    expect((await verifyStock(world.server.house.context)).differences).toEqual([])
  })
})

describe('the gift ladder', () => {
  test('names the gift that is due, the one that fits best first, and gives it once', async () => {
    await stocked(world.owner, 'cup', 100, { category: 'porcelain', cost: 300 })
    await stocked(world.owner, 'candle', 100, { category: 'light', cost: 100 })
    const line = { category: 'porcelain', amount: 430 }
    const ida = await world.customer('ida')
    await buys('ida', 2, { lines: [line] })
    const gifts = async () => (await world.till.get(`/api/v1/customers/${ida}/gifts`)).body
    const [ladder] = (await gifts()).ladders
    expect(ladder).toMatchObject({ key: 'gifts', round: 1, count: 2, next: { missing: 2 } })
    expect(ladder.due).toMatchObject([
      { round: 1, count: 2, articles: [{ key: 'cup' }, { key: 'candle' }] },
    ])
    const step = { round: 1, count: 2 }
    const answers = await times(50, () => handOver(world.till, ida, step, { store: 'altstadt' }))
    expect(statuses(answers)).toEqual({ done: 1, '409 gift_handed_over': 49 })
    const { ladders, received } = await gifts()
    expect(ladders[0].due).toEqual([])
    expect(received).toMatchObject([{ article: 'cup' }])
  })

  test('never gives the same article while another is in stock', async () => {
    const jan = await world.customer('jan')
    await buys('jan', 4)
    expect(
      (await handOver(world.till, jan, {}, { article: 'cup', store: 'altstadt' })).status,
    ).toBe(201)
    const again = await handOver(world.shop, jan, {}, { article: 'cup' })
    expect(again.body.code).toBe('gift_article_received')
    expect((await handOver(world.shop, jan, {})).body.article.key).toBe('candle')
    expect((await handOver(world.shop, jan, {})).body.code).toBe('gift_not_due')
    expect((await handOver(world.shop, jan, {}, { article: 'spoon' })).body.code).toBe(
      'gift_not_due',
    )
  })

  test('stays given when its purchase is returned, and is not given again for the next one', async () => {
    const kim = await world.customer('kim')
    const [, second] = [purchaseOf('kim', 1), purchaseOf('kim', 2)]
    await record(world.shop, purchaseOf('kim', 1), second!)
    expect((await handOver(world.shop, kim, {})).status).toBe(201)
    await record(world.shop, {
      ...{
        type: 'return',
        source: 'till',
        externalId: 'kim-back',
        customer: { externalId: 'kim' },
      },
      ...{ occurredAt: '2026-10-20T09:00:00Z', amount: 430 },
      purchase: { source: 'till', externalId: 'kim-2' },
    })
    await record(world.shop, purchaseOf('kim', 3))
    expect((await handOver(world.shop, kim, {})).body.code).toBe('gift_not_due')
    const { received } = (await world.shop.get(`/api/v1/customers/${kim}/gifts`)).body
    expect(received).toHaveLength(1)
  })

  test('can be undone: the piece comes back and the gift is due again', async () => {
    const lea = await world.customer('lea')
    await buys('lea', 2)
    const before = await stockOf(world.owner, 'cup')
    const given = (await handOver(world.shop, lea, {}, { article: 'cup' })).body
    expect(await stockOf(world.owner, 'cup')).toBe(before - 1)
    const cancel = () => world.shop.post(`/api/v1/gift-hand-overs/${given.id}/cancel`)
    const first = await cancel()
    expect((await cancel()).text).toBe(first.text)
    expect(await stockOf(world.owner, 'cup')).toBe(before)
    expect((await handOver(world.shop, lea, {})).status).toBe(201)
    const list = await world.shop.get(`/api/v1/customers/${lea}/gift-hand-overs`)
    expect(
      list.body.items.map(({ canceledAt }: { canceledAt: unknown }) => canceledAt === null),
    ).toEqual([true, false])
  })

  test('begins a second round with articles of its own, after the last step of the first', async () => {
    await stocked(world.owner, 'mug', 10)
    await stocked(world.owner, 'blanket', 10)
    const steps = Array.from({ length: 10 }, (_, index) => (index + 1) * 10)
    const first = { steps: steps.map((count) => ({ count, articles: ['mug'] })) }
    const second = { steps: steps.map((count) => ({ count, articles: ['blanket'] })) }
    await world.say(ladderOf({ key: 'hundred', rounds: [first, second] }))
    const max = await world.customer('max')
    const days = Array.from({ length: 112 }, (_, day) => new Date(Date.UTC(2026, 5, 1 + day, 9)))
    await record(world.shop, ...days.map((at) => purchase('max', 'hafen', at.toISOString())))
    const { ladders } = (await world.shop.get(`/api/v1/customers/${max}/gifts`)).body
    const hundred = ladders.find(({ key }: { key: string }) => key === 'hundred')
    expect(hundred).toMatchObject({
      ...{ round: 2, count: 12, next: { round: 2, count: 20, missing: 8 } },
      due: [
        ...steps.map((count) => ({ round: 1, count, articles: [{ key: 'mug' }] })),
        { round: 2, count: 10, articles: [{ key: 'blanket' }] },
      ],
    })
    const step = { ladder: 'hundred', round: 2, count: 10 }
    expect((await handOver(world.shop, max, step)).body.article.key).toBe('blanket')
    expect((await handOver(world.shop, max, step)).body.code).toBe('gift_handed_over')
    expect((await handOver(world.shop, max, { ladder: 'hundred' })).body).toMatchObject({
      ...{ round: 1, count: 10, article: { key: 'mug' } },
    })
  })

  test('hands out no more than there is, though many come at once', async () => {
    await stocked(world.owner, 'star', 5)
    await world.say(
      ladderOf({ key: 'stars', rounds: [{ steps: [{ count: 1, articles: ['star'] }] }] }),
    )
    const names = Array.from({ length: 50 }, (_, index) => `star-${index}`)
    const customers = await Promise.all(names.map((name) => world.customer(name)))
    await record(
      world.shop,
      ...names.map((name) => purchase(name, 'hafen', '2026-10-01T09:00:00Z')),
    )
    const answers = await times(50, (index) =>
      handOver(world.shop, customers[index]!, { ladder: 'stars' }),
    )
    expect(statuses(answers)).toEqual({ done: 5, '409 gifts_out_of_stock': 45 })
    expect(await stockOf(world.owner, 'star')).toBe(0)
  })
})

const purchaseOf = (externalId: string, number: number) =>
  purchase(externalId, 'altstadt', `2026-10-0${number}T09:00:00Z`, {
    externalId: `${externalId}-${number}`,
  })

describe('a gift for a basket', () => {
  test('is given from its value on, once a purchase, in its time and while there are some', async () => {
    await stocked(world.owner, 'stollen', 2)
    await put(world.owner, '/api/v1/basket-gifts/advent', {
      ...{ name: 'Advent', basketMin: 5000, articles: ['stollen'], stock: 2, perCustomer: 2 },
      ...{ validFrom: '2026-11-01T00:00:00Z', validUntil: '2026-12-24T00:00:00Z' },
    })
    const mia = await world.customer('mia')
    const other = await world.customer('mia-s-other-card')
    const give = (order: string, amount = 5000, id = mia) =>
      world.shop.post('/api/v1/gift-hand-overs', {
        ...anew(),
        customer: { id },
        for: {
          ...{ kind: 'basket', basketGift: 'advent', amount },
          purchase: { source: 'shop', externalId: order },
        },
      })
    expect((await give('order-1', 4999)).body.code).toBe('basket_too_small')
    expect((await give('order-1')).body).toMatchObject({ basketGift: 'advent', ladder: null })
    expect((await give('order-1')).body.code).toBe('gift_handed_over')
    expect((await give('order-1', 5000, other)).body.code).toBe('gift_handed_over')
    expect((await give('order-2')).status).toBe(201)
    expect((await give('order-3')).body.code).toBe('basket_gift_over')
  })
})
