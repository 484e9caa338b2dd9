import type { ExplanationView } from '#contract/endpoints/points.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { type ExplainedLot, type ExplainedMovement, explain } from '#domain/ledger/explain.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { refuseUnknownCurrency } from './known-currency.ts'
import { partView } from './read-statement.ts'

/** Why a customer has what they have, each point of it. */
export async function explainBalance(
  { database, clock }: Context,
  wish: { customerId: string; currency: string },
  stores: Caller['stores'],
): Promise<ExplanationView> {
  const now = clock.now()
  const { currency } = wish
  return await readOnly(database, async (tx) => {
    const customerId = await seeRoot(tx, wish.customerId, stores)
    await refuseUnknownCurrency(tx, currency)
    const found = await explain(tx, { customerId, currency }, now)
    if (!found) return { currency, balance: 0, lots: [], others: [] }
    const { balance, lots, others } = found
    return { currency, balance, lots: lots.map(lotView), others: others.map(movementView) }
  })
}

function lotView({ key: _, from, earnedAt, availableAt, expiresAt, ...lot }: ExplainedLot) {
  return {
    ...lot,
    earnedAt: new Date(earnedAt),
    availableAt: new Date(availableAt),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    eventId: from.kind === 'event' ? from.eventId : null,
    actId: from.kind === 'act' ? from.actId : null,
    reasons:
      from.kind === 'event'
        ? from.parts.map(partView)
        : [
            {
              key: from.reason.key,
              params: from.reason.params ?? {},
              points: null,
              revision: null,
            },
          ],
    movements: lot.movements.map(movementView),
  }
}

const movementView = ({ at, cause, booked, ...movement }: ExplainedMovement) => ({
  ...movement,
  at: new Date(at),
  kind: cause.kind,
  eventId: 'eventId' in cause && cause.eventId !== '' ? cause.eventId : null,
  actId: cause.kind === 'act' ? cause.id : null,
  booked: booked === 'booked',
})
