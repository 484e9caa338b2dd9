import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grant, type LedgerWorld, ledgerWorld, request, reversal } from '../../../tests/ledger.ts'
import { bookAdditions, bookReplayed } from './book.ts'
import { bookTime } from './book-time.ts'
import { cancelAct } from './cancel-act.ts'
import { explain } from './explain.ts'
import type { Grant, Reversal } from './facts.ts'
import { grantByHand } from './grant-by-hand.ts'
import { hold, release } from './hold.ts'
import { readStandings } from './read-standings.ts'
import { redeem } from './redeem.ts'
import { verifyLedger } from './verify.ts'

const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 60)
const day = 86_400_000
const start = Date.parse('2026-01-01T00:00:00Z')

let world: LedgerWorld
beforeAll(async () => {
  world = await ledgerWorld()
})
afterAll(() => world.close())

const points = fc.integer({ min: 1, max: 9 })
const late = fc.constantFrom(0, 0, 1, 9)
const happening = fc.record({
  passes: fc.integer({ min: 0, max: 4 }),
  what: fc.oneof(
    fc.record({
      kind: fc.constant('grant' as const),
      ...{ points, late },
      pending: fc.constantFrom(0, 0, 3),
      keeps: fc.constantFrom(null, 5, 20),
    }),
    fc.record({ kind: fc.constant('return' as const), points, late, of: fc.nat(20) }),
    fc.record({ kind: fc.constantFrom('redeem' as const, 'hold' as const), points }),
    fc.record({ kind: fc.constant('give' as const), points }),
    fc.record({ kind: fc.constantFrom('cancel' as const, 'release' as const), of: fc.nat(20) }),
    fc.record({ kind: fc.constantFrom('job' as const, 'replay' as const) }),
  ),
})

test('random lives, kept by the verbs, agree with their replay at every turn', async () => {
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 14, size: 'max' }), async (life) => {
      const customerId = await world.customer()
      const [grants, reversals, acts]: [Grant[], Reversal[], string[]] = [[], [], []]
      let now = start
      const tell = (facts: { grants: Grant[]; reversals: Reversal[] }) =>
        world.run((tx, at, terms) => bookAdditions(tx, [{ customerId, ...facts }], terms, at))
      const asking = () => request(customerId, `act ${++number}`)
      for (const { passes, what } of life) {
        now += passes * day
        world.at(new Date(now).toISOString())
        const at = 'late' in what ? new Date(now - what.late * day).toISOString() : ''
        try {
          switch (what.kind) {
            case 'grant': {
              const availableAt = Date.parse(at) + what.pending * day
              const expiresAt = what.keeps === null ? null : availableAt + what.keeps * day
              const one = grant(`event ${++number}`, what.points, at, { availableAt, expiresAt })
              grants.push(one)
              await tell({ grants: [one], reversals: [] })
              break
            }
            case 'return': {
              const of = grants[what.of % Math.max(1, grants.length)]
              if (!of) break
              const one = reversal(`return ${++number}`, of, what.points, at)
              reversals.push(one)
              await tell({ grants: [], reversals: [one] })
              break
            }
            case 'redeem':
            case 'hold':
            case 'give':
              acts.push(await act(what))
              break
            case 'cancel':
            case 'release':
              await undo(what)
              break
            case 'job':
              await bookTime(world.context)
              break
            case 'replay': {
              const whole = { customerId, grants, reversals }
              await world.run((tx, at, terms) => bookReplayed(tx, [whole], terms, at))
            }
          }
        } catch (error) {
          expect(error).toHaveProperty('code')
          expect(['points_insufficient', 'point_hold_not_found', 'act_not_cancelable']).toContain(
            (error as { code: string }).code,
          )
        }
      }
      expect((await verifyLedger(world.context)).differences).toEqual([])
      const told = await world.run((tx, at) => explain(tx, { customerId, currency: 'points' }, at))
      const [standing] = await world.run((tx, at) => readStandings(tx, customerId, at))
      expect(told?.balance).toBe(standing?.balance)
      const open = told?.lots.reduce((sum, lot) => sum + lot.open, 0)
      expect(open).toBe(standing && standing.available + standing.pending)
      const whole = { customerId, grants, reversals }
      await world.run((tx, at, terms) => bookReplayed(tx, [whole], terms, at))
      expect((await world.run((tx, at) => readStandings(tx, customerId, at)))[0]).toEqual(standing)

      async function act({ kind, points }: { kind: 'redeem' | 'hold' | 'give'; points: number }) {
        const answer = await world.run((tx, at) => {
          switch (kind) {
            case 'redeem':
              return redeem(tx, { ...asking(), points, for: 'redeem' }, at)
            case 'hold':
              return hold(tx, { ...asking(), points, minutes: 60 * 24 * 3 }, at)
            case 'give':
              return grantByHand(
                tx,
                { ...asking(), as: 'goodwill', points, availableAt: null, expiresAt: null },
                at,
              )
          }
        })
        return answer.actId
      }

      async function undo({ kind, of }: { kind: 'cancel' | 'release'; of: number }) {
        const id = acts[of % Math.max(1, acts.length)]
        if (!id) return
        await world.run((tx, at) =>
          kind === 'cancel'
            ? cancelAct(tx, { ...asking(), act: id, allowed: 'any_time' }, at)
            : release(tx, { ...asking(), hold: id }, at),
        )
      }
    }),
    { numRuns: runs },
  )
}, 300_000)
