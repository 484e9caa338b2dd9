import type { GiftLadder } from '#contract/language/gift-ladder.ts'
import type { Tx } from '#database/transaction.ts'
import { currentState } from '#domain/loyalty/current-state.ts'
import type { Member } from '#domain/loyalty/customer-named.ts'
import { factsOf } from '#domain/loyalty/follow-program.ts'
import {
  type HandedGift,
  type LadderPosition,
  positionOn,
  type Taste,
  tasteOf,
} from '#domain/loyalty/gift-ladder.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import type { Handed } from './hand-over-rows.ts'

export type LadderStanding = { ladder: GiftLadder; position: LadderPosition }

/** Where a customer stands on every ladder in force. */
export async function standOnLadders(
  tx: Tx,
  { customerId }: Member,
  handed: readonly Handed[],
  plan: Plan | null,
  now: Date,
): Promise<LadderStanding[]> {
  const ladders = plan?.inForce(now.getTime()).giftLadders ?? []
  if (!plan || ladders.length === 0) return []
  const { ladders: counts } = await currentState(tx, customerId, plan)
  return ladders.map(({ ladder }) => ({
    ladder,
    position: positionOn(ladder, counts[ladder.key] ?? 0, handedOf(ladder.key, handed)),
  }))
}

export const handedOf = (ladder: string, handed: readonly Handed[]): HandedGift[] =>
  handed.flatMap((one) =>
    one.ladder === ladder && one.round !== null && one.step !== null
      ? [{ round: one.round, count: one.step, article: one.article }]
      : [],
  )

/** What a customer buys, from all their purchases. */
export async function readTaste(tx: Tx, { customerId }: Member): Promise<Taste> {
  return tasteOf(await factsOf(tx, customerId))
}
