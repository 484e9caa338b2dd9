import type { Input } from '#contract/endpoint.ts'
import type {
  capturePoints as captureEndpoint,
  extendPoints as extendEndpoint,
  grantPoints as grantEndpoint,
  holdPoints as holdEndpoint,
  PointAct,
  redeemPoints as redeemEndpoint,
  releasePoints as releaseEndpoint,
  transferPoints as transferEndpoint,
} from '#contract/endpoints/point-acts.ts'
import type { Tx } from '#database/transaction.ts'
import { findAct } from '#domain/ledger/cancel-act.ts'
import { extendExpiry } from '#domain/ledger/extend-expiry.ts'
import type { Reason } from '#domain/ledger/facts.ts'
import { grantByHand } from '#domain/ledger/grant-by-hand.ts'
import { capture, hold, release } from '#domain/ledger/hold.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import { transfer } from '#domain/ledger/transfer.ts'
import { notFound } from '#kernel/errors.ts'
import { customerNamed } from '../customer-named.ts'
import { readSpendingEnd } from '../ending/read-ending.ts'
import type { PlanFor } from '../follow-program.ts'
import { usualExpiry } from '../usual-expiry.ts'
import { type Actor, act, isOwn } from './act-request.ts'

type Redeeming = Input<typeof redeemEndpoint>['body']
type Holding = Input<typeof holdEndpoint>['body']
type Capturing = Input<typeof captureEndpoint>['body'] & { holdId: string }
type Releasing = Input<typeof releaseEndpoint>['body'] & { holdId: string }
type Granting = Input<typeof grantEndpoint>['body']
type Transferring = Input<typeof transferEndpoint>['body']
type Extending = Input<typeof extendEndpoint>['body']

export async function redeemPoints(actor: Actor, asked: Redeeming): Promise<PointAct> {
  const { currency, points, for: kind, reward } = asked
  const key = kind === 'redeem' ? 'points.redeemed' : 'points.donated'
  const reason: Reason = reward === undefined ? { key } : { key, params: { reward } }
  return await act(actor, asked, reason, async (tx, request, now) => {
    const endsAt = await readSpendingEnd(tx)
    return await redeem(tx, { ...request, currency, points, for: kind, endsAt }, now)
  })
}

export async function holdPoints(actor: Actor, asked: Holding): Promise<PointAct> {
  const { currency, points, minutes } = asked
  return await act(actor, asked, { key: 'points.held' }, async (tx, request, now) => {
    const endsAt = await readSpendingEnd(tx)
    return await hold(tx, { ...request, currency, points, minutes, endsAt }, now)
  })
}

export async function capturePoints(actor: Actor, asked: Capturing): Promise<PointAct> {
  const { holdId, points = null, rest } = asked
  return await act(actor, asked, { key: 'points.captured' }, async (tx, request, now) => {
    const held = await findHold(tx, request.customerId, holdId)
    return await capture(tx, { ...request, ...held, hold: holdId, points, rest }, now)
  })
}

export async function releasePoints(actor: Actor, asked: Releasing): Promise<PointAct> {
  const { holdId } = asked
  return await act(actor, asked, { key: 'points.released' }, async (tx, request, now) => {
    const held = await findHold(tx, request.customerId, holdId)
    return await release(tx, { ...request, ...held, hold: holdId }, now)
  })
}

/** Whose hold it is, who may have been merged since, and in which currency. */
async function findHold(tx: Tx, named: string, holdId: string) {
  const missing = () => notFound('point_hold')
  const found = await findAct(tx, { customerId: named, act: holdId }, missing)
  // What a cart holds is captured with the cart.
  if (found.kind !== 'hold' || !isOwn(found)) throw missing()
  const { customerId, currency } = found
  return { customerId, currency }
}

/** Where nobody says until when, they end as points that are earned. */
export async function grantPoints(
  { planFor, ...actor }: Actor & { planFor: PlanFor },
  asked: Granting,
): Promise<PointAct> {
  const { currency, points, as } = asked
  const availableAt = asked.availableAt === undefined ? null : new Date(asked.availableAt)
  return await act(actor, asked, { key: `hand.${asked.reason}` }, async (tx, request, now) => {
    const endsAt = await readSpendingEnd(tx)
    const given = { ...request, currency, as, points, availableAt, endsAt }
    if (asked.expiresAt !== undefined) {
      const expiresAt = asked.expiresAt === null ? null : new Date(asked.expiresAt)
      return await grantByHand(tx, { ...given, expiresAt }, now)
    }
    const from = Math.max(now.getTime(), availableAt?.getTime() ?? 0)
    const usual = usualExpiry(await planFor(tx), currency, from)
    const expiresAt = usual === null ? null : new Date(usual)
    return await grantByHand(tx, { ...given, expiresAt, askedUntil: 'usual' }, now)
  })
}

export async function transferPoints(actor: Actor, asked: Transferring): Promise<PointAct> {
  const { currency, points, to } = asked
  return await act(actor, asked, { key: `hand.${asked.reason}` }, async (tx, request, now) => {
    const { memberId: toCustomerId } = await customerNamed(tx, to)
    return await transfer(tx, { ...request, currency, points, toCustomerId }, now)
  })
}

export async function extendPoints(actor: Actor, asked: Extending): Promise<PointAct> {
  const { currency } = asked
  const until = asked.until === null ? null : new Date(asked.until)
  return await act(actor, asked, { key: `hand.${asked.reason}` }, (tx, request, now) =>
    extendExpiry(tx, { ...request, currency, until }, now),
  )
}
