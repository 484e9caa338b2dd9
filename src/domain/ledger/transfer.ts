import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { conflict } from '#kernel/errors.ts'
import type { Account } from './account.ts'
import type { TransferredLot } from './act.ts'
import { type LockedAccount, lockAccount } from './lock-account.ts'
import {
  type ActAnswer,
  type ActRequest,
  answerOf,
  type Done,
  performNow,
  saveActs,
} from './record-act.ts'
import { refuseTooMany } from './redeem.ts'

/** Points from `customerId` to `toCustomerId`. */
export type Transfer = ActRequest & { toCustomerId: string; points: number }

/** Moves points to another customer, as they are: with their expiry and the store that issued them. */
export async function transfer(tx: Tx, request: Transfer, now: Date): Promise<ActAnswer> {
  const { points, toCustomerId } = request
  const giving = {
    request,
    asked: [toCustomerId, points],
    decide: (account: Account) => {
      refuseTooMany(account, points, 0)
      return { kind: 'transfer_out' as const, points }
    },
  }
  const { from, to, terms } = await lockBoth(tx, request)
  const known = await answerOf(tx, giving, from)
  if (known) return known
  const given = await performNow(tx, from, giving, terms, now)
  const taking = {
    request: receiptOf(request),
    asked: [request.customerId, points],
    decide: () => ({ kind: 'transfer_in' as const, lots: lotsGiven(given) }),
  }
  await saveActs(tx, [given, await performNow(tx, to, taking, terms, now)], terms, now)
  return given.answer
}

/** Under a name of its own: the receiver may have an act that somebody calls the same. */
const receiptOf = ({ customerId, toCustomerId, identity, ...request }: Transfer): ActRequest => ({
  ...request,
  customerId: toCustomerId,
  identity: JSON.stringify(['received from', customerId, identity]),
})

/**
 * In order of whom the accounts belong to, which may be others than those who are named. Intake locks accounts in an
 * order of its own, since it finds out as it books whom it has to replay: it waits until this rare act is done.
 */
async function lockBoth(tx: Tx, { customerId, toCustomerId, currency }: Transfer) {
  await holdTerms(tx)
  const roots = await rootsOf(tx, [customerId, toCustomerId])
  const [giver, taker] = [roots.get(customerId)!, roots.get(toCustomerId)!]
  if (giver === taker) {
    throw conflict('transfer_to_oneself', 'Points can only be moved to another customer.')
  }
  const locked = new Map<string, LockedAccount>()
  for (const id of [giver, taker].sort()) {
    locked.set(id, await lockAccount(tx, { customerId: id, currency }))
  }
  const { kept: from, terms } = locked.get(giver)!
  return { from, to: locked.get(taker)!.kept, terms }
}

function lotsGiven({ kept: { account }, act }: Done): TransferredLot[] {
  return (account.spends.get(act.id) ?? []).map((part) => {
    if (part.kind === 'short') throw new Error('points were moved that were not there')
    const { availableAt, expiresAt, issuer } = account.lots.get(part.lot)!
    return { points: part.points, availableAt, expiresAt, issuer }
  })
}
