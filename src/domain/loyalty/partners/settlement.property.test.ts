import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnerTerms } from '#contract/language/partner.ts'
import { openRewardsWorld, put, type RewardsWorld, redeem } from '../../../../tests/rewards.ts'

const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 15)
const start = Date.parse('2026-11-21T12:00:00Z')
const day = 86_400_000
const points = 1000
const price = 10

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
})
afterAll(() => world.server.close())

const which = fc.constantFrom(0, 1)
const amount = fc.integer({ min: 1, max: 500 })
const terms = fc.oneof(
  fc.record({ owes: fc.constantFrom('business' as const, 'partner' as const), amount }),
  fc.constant({ owes: 'nobody' as const }),
)
const happening = fc.record({
  passesDays: fc.constantFrom(0, 0, 3, 12, 31),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('redeem' as const), reward: which }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), of: fc.nat(20) }) },
    fc.record({
      ...{ kind: fc.constant('agree' as const), reward: which, terms },
      ...{ partner: fc.constantFrom(0, 1, null), inDays: fc.constantFrom(0, 0, 5, 40) },
    }),
  ),
})

type Agreed = { reward: number; partner: number | null; terms: PartnerTerms; from: string }
type Taken = { id: string; agreed: Agreed | undefined; isCanceled: boolean }
/** By partner and month: how often, how often back, and what each owes. */
type Sums = Map<string, [redemptions: number, givenBack: number, business: number, partner: number]>

test('random lives are settled to the cent, and a month that is over never changes', async () => {
  let life = 0
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 20, size: 'max' }), async (happenings) => {
      const name = `life_${++life}`
      const partners = [`${name}_a`, `${name}_b`]
      const rewards = [`${name}_x`, `${name}_y`]
      world.at(new Date(start).toISOString())
      for (const key of partners) await put(world.owner, `/api/v1/partners/${key}`, { name: key })
      const content = { name, currency: 'points', price, gives: { kind: 'experience' } }
      for (const key of rewards) {
        await put(world.owner, `/api/v1/rewards/${key}`, {
          ...{ ...content, validFrom: '2026-01-01T00:00:00Z' },
        })
      }
      const customer = await world.customer(name, points)
      const [said, taken]: [Agreed[], Taken[]] = [[], []]
      const [sums, closed]: [Sums, Sums] = [new Map(), new Map()]
      let now = start
      const monthNow = () => new Date(now).toISOString().slice(0, 7)
      const count = (agreed: Agreed | undefined, times: 1 | -1) => {
        if (!agreed || agreed.partner === null) return
        const key = `${partners[agreed.partner]} ${monthNow()}`
        const [redeemed, back, business, partner] = sums.get(key) ?? [0, 0, 0, 0]
        const each = agreed.terms.owes === 'nobody' ? 0 : agreed.terms.amount
        sums.set(key, [
          ...([redeemed + (times > 0 ? 1 : 0), back + (times < 0 ? 1 : 0)] as const),
          business + (agreed.terms.owes === 'business' ? each * times : 0),
          partner + (agreed.terms.owes === 'partner' ? each * times : 0),
        ])
      }
      for (const { passesDays, what } of happenings) {
        now += passesDays * day
        world.at(new Date(now).toISOString())
        switch (what.kind) {
          case 'agree': {
            const from = new Date(now + what.inDays * day).toISOString().slice(0, 10)
            const partner = what.partner === null ? null : partners[what.partner]
            const agreed = partner ? { partner, terms: what.terms } : null
            await put(world.owner, `/api/v1/rewards/${rewards[what.reward]}/partner`, {
              ...{ agreed, validFrom: from },
            })
            said.push({ ...what, from })
            break
          }
          case 'redeem': {
            const { status, body } = await redeem(world.shop, customer, rewards[what.reward]!)
            expect(status).toBe(201)
            const today = new Date(now).toISOString().slice(0, 10)
            const holding = said
              .filter(({ reward, from }) => reward === what.reward && from <= today)
              .reduce<Agreed | undefined>(
                (last, one) => (last && last.from > one.from ? last : one),
                undefined,
              )
            taken.push({ id: body.id, agreed: holding, isCanceled: false })
            count(holding, 1)
            break
          }
          case 'cancel': {
            const one = taken[what.of % Math.max(1, taken.length)]
            if (!one) break
            const path = `/api/v1/reward-redemptions/${one.id}/cancel`
            expect((await world.owner.post(path)).status).toBe(200)
            if (!one.isCanceled) count(one.agreed, -1)
            one.isCanceled = true
            break
          }
        }
        const settled = await readSums(partners)
        expect(settled).toEqual(sums)
        for (const [key, sum] of closed) expect(settled.get(key)).toEqual(sum)
        for (const [key, sum] of settled) if (key.slice(-7) < monthNow()) closed.set(key, sum)
      }
      const standing = taken.filter(({ isCanceled }) => !isCanceled).length
      expect(await world.balance(customer)).toBe(points - price * standing)
    }),
    { numRuns: runs },
  )
})

async function readSums(partners: readonly string[]): Promise<Sums> {
  const sums: Sums = new Map()
  for (const key of partners) {
    const query = `?partner=${key}&from=2026-11&to=2031-01`
    const { items } = (await world.owner.get(`/api/v1/liability/partners${query}`)).body
    for (const { month, redemptions, givenBack, businessOwes, partnerOwes } of items) {
      const [redeemed, back, business, partner] = sums.get(`${key} ${month}`) ?? [0, 0, 0, 0]
      sums.set(`${key} ${month}`, [
        ...([redeemed + redemptions, back + givenBack] as const),
        ...([business + businessOwes.amount, partner + partnerOwes.amount] as const),
      ])
    }
  }
  return sums
}
