import type { Reply } from '#contract/endpoint.ts'
import type { readCounter as endpoint } from '#contract/endpoints/pos.ts'
import { readOnly } from '#database/transaction.ts'
import { asksAmount } from '#domain/loyalty/asks-amount.ts'
import type { Rim } from './greet-guest.ts'

/** What the counter has to ask, by the rules in force. */
export async function readCounter({ context, planFor }: Rim): Promise<Reply<typeof endpoint>> {
  const now = context.clock.now().getTime()
  const plan = await readOnly(context.database, planFor)
  return { asksAmount: !plan || asksAmount(plan.inForce(now)) }
}
