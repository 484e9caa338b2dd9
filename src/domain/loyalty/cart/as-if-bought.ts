import type { CartQuestion } from '#contract/endpoints/cart.ts'
import type { Tx } from '#database/transaction.ts'
import type { Store } from '#domain/business/store-of.ts'
import { factsOf } from '#domain/loyalty/follow-program.ts'
import { packState } from '#domain/loyalty/pack-state.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import type { ProgramFact } from '#domain/loyalty/program-fact.ts'
import { emptyProgramState, type ProgramState } from '#domain/loyalty/program-state.ts'
import { advanceProgram, type Decisions, replayProgram } from '#domain/loyalty/run-program.ts'
import { packedOf, readPersonRevisions, readStates } from '#domain/loyalty/state-rows.ts'
import { newId } from '#kernel/ids.ts'

export type AsIfBought = {
  earns: { currency: string; points: number }[]
  /** After the purchase. */
  state: ProgramState
}

type Buying = {
  customerId: string | null
  question: CartQuestion
  store: Store | null
  /** What is paid for the goods. */
  paid: number
  now: Date
}

/** What the program would decide if the cart were bought now. Nothing is kept. */
export async function asIfBought(tx: Tx, plan: Plan, buying: Buying): Promise<AsIfBought> {
  const fact = factOfCart(buying)
  const { grants, state } = await decide(tx, plan, buying.customerId, fact)
  const points = new Map<string, number>()
  for (const grant of grants.filter(({ eventId }) => eventId === fact.eventId)) {
    points.set(grant.currency, (points.get(grant.currency) ?? 0) + grant.points)
  }
  const earns = [...points].map(([currency, sum]) => ({ currency, points: sum }))
  return { earns: earns.sort((a, b) => (a.currency < b.currency ? -1 : 1)), state }
}

async function decide(
  tx: Tx,
  plan: Plan,
  customerId: string | null,
  fact: ProgramFact,
): Promise<Decisions> {
  // A newcomer: whoever signs in later will have bought this first.
  if (customerId === null) return replayProgram([fact], [], plan)
  const people = (await readPersonRevisions(tx, [customerId])).get(customerId) ?? []
  const kept = (await readStates(tx, [customerId])).get(customerId)
  const state = kept ? packedOf(kept) : packState(emptyProgramState())
  const direct = state && advanceProgram(state, [fact], people, plan)
  return direct ?? replayProgram([...(await factsOf(tx, customerId)), fact], people, plan)
}

function factOfCart({ question, store, paid, now }: Buying): ProgramFact {
  const id = newId()
  return {
    ...{ eventId: id, source: 'cart', externalId: id, atMillis: now.getTime(), type: 'purchase' },
    ...{ name: null, receipt: null, rating: null, purchase: null },
    store: question.store ?? null,
    storeNumber: store?.number ?? 0,
    channel: question.channel ?? null,
    amount: paid,
    lines: question.lines,
  }
}
