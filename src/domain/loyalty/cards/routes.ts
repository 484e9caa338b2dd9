import * as stampCards from '#contract/endpoints/stamp-cards.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '../follow-program.ts'
import { customerCards } from './customer-cards.ts'
import { listCards, readCard } from './read-cards.ts'

export function routes(context: Context): Route[] {
  const planFor = keptPlan()
  return [
    on(stampCards.listStampCards, () => listCards(context)),
    on(stampCards.readStampCard, ({ params }) => readCard(context, params.cardKey)),
    on(stampCards.listCustomerCards, ({ params, query }) =>
      customerCards(context, planFor, params.customerId, query.language),
    ),
  ]
}
