import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erasureKey, whileErasing } from '../../../tests/erasing.ts'
import { grant, type LedgerWorld, ledgerWorld, request } from '../../../tests/ledger.ts'
import { cancelAct } from './cancel-act.ts'
import { extendExpiry } from './extend-expiry.ts'
import { grantByHand } from './grant-by-hand.ts'
import { capture, hold, release } from './hold.ts'
import { eraseNotes, exportActs } from './personal.ts'
import { redeemOffline } from './redeem-offline.ts'
import { transfer } from './transfer.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
beforeAll(async () => {
  world = await ledgerWorld()
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await world.close()
})

describe('points held for a checkout', () => {
  test('are captured in part, and the rest is free again', async () => {
    const dora = await world.customer()
    world.at('2026-06-01T10:00:00Z')
    await world.tell(dora, { grants: [grant('dora-1', 10, '2026-06-01T09:00:00Z')] })
    const held = await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 1'), points: 8, minutes: 30 }, now),
    )
    expect(held.standing).toMatchObject({ balance: 2, held: 8 })
    await expect(world.spend(dora, 'meanwhile', 3)).rejects.toMatchObject({
      code: 'points_insufficient',
    })
    const captured = await world.run((tx, now) =>
      capture(
        tx,
        { ...request(dora, 'paid 1'), hold: held.actId, points: 5, rest: 'released' },
        now,
      ),
    )
    expect(captured.standing).toMatchObject({ balance: 5, held: 0, redeemed: 5 })
    await expect(
      world.run((tx, now) => release(tx, { ...request(dora, 'gone'), hold: held.actId }, now)),
    ).rejects.toMatchObject({ code: 'point_hold_not_found' })
  })

  test('come back by the clock, and expire if their time has passed', async () => {
    const dora = await world.customer()
    world.at('2026-06-01T10:00:00Z')
    const expiresAt = Date.parse('2026-06-01T10:10:00Z')
    const facts = {
      grants: [
        grant('dora-2', 4, '2026-06-01T09:00:00Z', { expiresAt }),
        grant('dora-3', 6, '2026-06-01T09:00:00Z'),
      ],
    }
    await world.tell(dora, facts)
    await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 2'), points: 7, minutes: 30 }, now),
    )
    world.at('2026-06-01T10:29:59Z')
    expect(await world.standing(dora)).toMatchObject({ balance: 3, held: 7, expired: 0 })
    world.at('2026-06-01T10:30:00Z')
    expect(await world.standing(dora)).toMatchObject({ balance: 6, held: 0, expired: 4 })
  })

  test('are given back when asked', async () => {
    const dora = await world.customer()
    world.at('2026-06-02T10:00:00Z')
    await world.tell(dora, { grants: [grant('dora-4', 4, '2026-06-01T09:00:00Z')] })
    const held = await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 3'), points: 4, minutes: 30 }, now),
    )
    const freed = await world.run((tx, now) =>
      release(tx, { ...request(dora, 'left 3'), hold: held.actId }, now),
    )
    expect(freed.standing).toMatchObject({ balance: 4, held: 0 })
  })
})

describe('a person of staff', () => {
  test('gives points by hand with a reason, and takes them back', async () => {
    const emil = await world.customer()
    world.at('2026-07-01T10:00:00Z')
    const given = await world.run((tx, now) =>
      grantByHand(
        tx,
        {
          ...request(emil, 'sorry'),
          ...{ as: 'goodwill', points: 20, availableAt: null, expiresAt: null },
          reason: { key: 'hand.complaint', params: { minutes: 40 } },
          note: 'Emil waited at the counter',
        },
        now,
      ),
    )
    expect(given.standing.balance).toBe(20)
    const [line] = await world.lines(emil)
    expect(line!.reason).toEqual({ key: 'hand.complaint', params: { minutes: 40 } })
    const { rows } = await sql<{ books: string }>`
      select concat(ledger_entries.*, ledger_acts.*) as books
      from ledger_entries join ledger_acts using (customer_id)
      where customer_id = ${emil}`.execute(world.database.kysely)
    expect(rows[0]!.books).not.toContain('Emil')
    const told = () => world.run((tx) => exportActs(tx, [emil]))
    expect(await told()).toMatchObject([{ kind: 'goodwill', note: 'Emil waited at the counter' }])
    await whileErasing(world.database, (tx) => eraseNotes(tx, [emil], erasureKey))
    expect(await told()).toMatchObject([{ kind: 'goodwill', note: null }])
    const undo = { ...request(emil, ''), act: given.actId, allowed: 'soon' as const }
    const undone = await world.run((tx, now) => cancelAct(tx, undo, now))
    expect(undone.standing.balance).toBe(0)
    expect(await world.run((tx, now) => cancelAct(tx, undo, now))).toEqual(undone)
  })

  test('undoes a redemption for ten minutes, later only who answers for it', async () => {
    const emil = await world.customer()
    world.at('2026-07-02T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await world.tell(emil, { grants: [grant('emil-1', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    const spent = await world.spend(emil, 'wrong guest', 9)
    world.at('2026-07-02T10:10:01Z')
    const undo = { ...request(emil, ''), act: spent.actId }
    await expect(
      world.run((tx, now) => cancelAct(tx, { ...undo, allowed: 'soon' }, now)),
    ).rejects.toMatchObject({ code: 'cancellation_too_late' })
    const undone = await world.run((tx, now) =>
      cancelAct(tx, { ...undo, allowed: 'any_time' }, now),
    )
    expect(undone.standing).toMatchObject({ balance: 9, redeemed: 0 })
    world.at('2026-08-01T00:00:00Z')
    expect(await world.standing(emil)).toMatchObject({ balance: 0, expired: 9 })
  })

  test('lets open points keep longer after a closure', async () => {
    const emil = await world.customer()
    world.at('2026-07-03T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await world.tell(emil, { grants: [grant('emil-2', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    await world.run((tx, now) =>
      extendExpiry(tx, { ...request(emil, 'closed'), until: new Date('2026-09-01') }, now),
    )
    world.at('2026-08-31T00:00:00Z')
    expect(await world.balance(emil)).toBe(9)
    world.at('2026-09-01T00:00:00Z')
    expect(await world.balance(emil)).toBe(0)
  })

  test('moves a booking to the right customer, with its expiry', async () => {
    const [emil, fritz] = [await world.customer(), await world.customer()]
    world.at('2026-07-04T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await world.tell(emil, { grants: [grant('emil-3', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    const move = { ...request(emil, 'wrong card'), toCustomerId: fritz, points: 5 }
    const moved = await world.run((tx, now) => transfer(tx, move, now))
    expect(await world.run((tx, now) => transfer(tx, move, now))).toEqual(moved)
    expect([await world.balance(emil), await world.balance(fritz)]).toEqual([4, 5])
    world.at('2026-08-01T00:00:00Z')
    expect([await world.balance(emil), await world.balance(fritz)]).toEqual([0, 0])
  })
})

describe('a device that was offline', () => {
  test('books what it gave away when it did, and what was not there as a loss', async () => {
    const gina = await world.customer()
    world.at('2026-08-02T10:00:00Z')
    const expiresAt = Date.parse('2026-08-02')
    await world.tell(gina, { grants: [grant('gina-1', 5, '2026-07-01T09:00:00Z', { expiresAt })] })
    expect(await world.standing(gina)).toMatchObject({ balance: 0, expired: 5 })
    const redeemed = await world.run((tx, now) =>
      redeemOffline(
        tx,
        {
          ...request(gina, 'device 7 no 12'),
          ...{ points: 8, redeemedAt: new Date('2026-08-01T20:00:00Z') },
        },
        now,
      ),
    )
    expect(redeemed.standing).toMatchObject({ balance: 0, expired: 0, redeemed: 8, offlineLoss: 3 })
  })
})
