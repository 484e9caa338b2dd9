import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { grant, type LedgerWorld, ledgerWorld, request } from '../../../tests/ledger.ts'
import { listening } from '../../../tests/statements.ts'
import { cancelAct } from './cancel-act.ts'
import { capture, hold } from './hold.ts'
import { redeem } from './redeem.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
let anna: string
beforeAll(async () => {
  world = await ledgerWorld()
  world.at('2026-06-01T10:00:00Z')
  anna = await world.customer()
  await world.tell(anna, { grants: [grant('june', 100, '2026-05-01T09:00:00Z')] })
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await world.close()
})

test('a repeat is answered as the first, also when it could not be done any more', async () => {
  const first = await world.spend(anna, 'checkout', 60)
  expect(await world.spend(anna, 'checkout', 60)).toEqual(first)
  await expect(world.spend(anna, 'another', 60)).rejects.toMatchObject({
    code: 'points_insufficient',
  })
  await expect(world.spend(anna, 'checkout', 61)).rejects.toMatchObject({ code: 'act_differs' })
  expect(await world.balance(anna)).toBe(40)
})

test('so is one whose hold is used up, and one that undoes what is undone', async () => {
  const held = await world.run((tx, now) =>
    hold(tx, { ...request(anna, 'cart'), points: 10, minutes: 5 }, now),
  )
  const capturing = { ...request(anna, 'pickup'), hold: held.actId, points: null }
  const capturedOnce = () =>
    world.run((tx, now) => capture(tx, { ...capturing, rest: 'released' }, now))
  const first = await capturedOnce()
  expect(await capturedOnce()).toEqual(first)
  const { currency: _, identity: _named, ...asked } = request(anna, 'undo')
  const undo = () =>
    world.run((tx, now) => cancelAct(tx, { ...asked, act: first.actId, allowed: 'soon' }, now))
  const undone = await undo()
  world.at('2026-06-01T11:00:00Z')
  expect(await undo()).toEqual(undone)
  expect(await world.balance(anna)).toBe(40)
})

test('a redemption takes 4 round trips, begin and commit among them', async () => {
  const now = world.at('2026-06-02T10:00:00Z')
  const wish = { ...request(anna, 'short'), points: 1, for: 'redeem' } as const
  const said = await listening(() => transaction(world.database, (tx) => redeem(tx, wish, now)))
  expect(said).toHaveLength(4)
})
