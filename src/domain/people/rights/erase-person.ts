import { type Erasure, eraseCustomer } from '#contract/endpoints/rights.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { noteHappened } from '#domain/business/audit/note-happened.ts'
import { tellErased } from '#domain/exchange/webhooks/personal.ts'
import { regroupProfiles } from '#domain/profile/regroup.ts'
import type { Seen } from '#domain/profile/see-customer.ts'
import { conflict } from '#kernel/errors.ts'
import { holdIntake, lockCustomers } from '../hold-customers.ts'
import { eraseEverywhere } from './erase-everywhere.ts'
import { planErasure } from './plan-erasure.ts'
import { seePerson } from './see-person.ts'

/** Says what an erasure would forget and what would stay; nothing is done. */
export async function tryErasure(
  { database, clock }: Context,
  customerId: string,
  by: Caller,
): Promise<Erasure> {
  return await readOnly(database, async (tx) => {
    const plan = await planErasure(tx, await seePerson(tx, customerId, by), clock.now())
    return { ...plan, erasedAt: null }
  })
}

/**
 * Forgets a person and everybody merged with them, everywhere, in one transaction. Intake waits
 * meanwhile, since what it writes down of them must not slip past.
 * @throws Refusal where a reservation is open or a file is being counted
 */
export async function erasePersonForGood(
  context: Context,
  customerId: string,
  by: Caller,
): Promise<Erasure> {
  return await transaction(context.database, async (tx) => {
    await holdIntake(tx)
    const seen = await seePerson(tx, customerId, by)
    await lockCustomers(tx, seen.memberIds)
    const now = context.clock.now()
    const plan = await planErasure(tx, seen, now)
    if (plan.waitsFor.length > 0) throw waits()
    await forget(tx, seen, { erasureKey: keyOf(context), now })
    const { method, path } = eraseCustomer
    const operation = `${method} ${path}`
    await noteHappened(tx, { subject: 'customer_erased', by, operation, customerId })
    return { ...plan, erasedAt: now }
  })
}

/** Two who are equal in time stand by the hashes of their numbers now, so figures are told anew. */
export async function forget(
  tx: Tx,
  { customerId, memberIds }: Seen,
  erasing: { erasureKey: string; now: Date },
): Promise<void> {
  await eraseEverywhere(tx, memberIds, erasing)
  await regroupProfiles(tx, { roots: [customerId], mergedAway: [] })
  await tellErased(tx, [customerId, ...memberIds.filter((id) => id !== customerId)], erasing.now)
}

export function keyOf({ erasureKey }: Context): string {
  if (erasureKey === undefined) throw new Error('people are erased by a house that has a secret')
  return erasureKey
}

const waits = () =>
  conflict(
    'erasure_waits',
    'A reservation of this person is still open, or a file is being counted. Try again afterwards.',
  )
