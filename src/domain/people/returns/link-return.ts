import type { Input, Reply } from '#contract/endpoint.ts'
import type { linkReturn as endpoint } from '#contract/endpoints/open-returns.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { erasedOf, membersOf, rootsOf } from '#domain/customers/merged.ts'
import { lockKeys, readStreams } from '#domain/events/log.ts'
import type { Within } from '#domain/events/record.ts'
import { type Said, sayAgain } from '#domain/events/say-again.ts'
import { shareTerms } from '#domain/events/terms.ts'
import { type KeyState, keyText } from '#domain/events/versions.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { givenBackOf } from './open-return-rows.ts'

type Rim = { context: Context; within: readonly Within[] }
type Wish = Input<typeof endpoint>['body']
type Key = Wish['return']

/**
 * Says which purchase was returned: the return is told once more in its own version, at its own time, and what
 * came from the purchase goes back by the rules of then.
 */
export async function linkReturn(
  { context, within }: Rim,
  caller: Caller,
  { return: back, purchase }: Wish,
): Promise<Reply<typeof endpoint>> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    // As intake does, which says no other version of either until this is done.
    await shareTerms(tx)
    const states = await lockKeys(tx, [back, purchase])
    const said = await readSaid(tx, states, back, 'return')
    if (!said) throw notFound('return')
    refuseOtherStore(said.event.store || null, caller.stores)
    const known = said.event.payload.purchase
    if (known) {
      if (keyText(known) === keyText(purchase)) return { return: back, purchase }
      throw conflict('return_linked', 'This return is of another purchase already.')
    }
    const bought = await readSaid(tx, states, purchase, 'purchase')
    if (bought?.root !== said.root) throw notFound('purchase')
    await refuseReturned(tx, bought)
    await sayAgain(tx, said, { ...said.event.payload, purchase }, { now, within })
    return { return: back, purchase }
  })
}

/** The version that counts, of a customer who can be named. */
async function readSaid(
  tx: Tx,
  states: ReadonlyMap<string, KeyState>,
  key: Key,
  type: 'return' | 'purchase',
): Promise<Said | null> {
  const state = states.get(keyText(key))
  if (!state || state.current.anonymous) return null
  const { customerId, eventId } = state.current
  const stream = await readStreams(tx, [customerId])
  const event = stream.find((one) => one.eventId === eventId)
  if (event?.type !== type || (await erasedOf(tx, [customerId])).length > 0) return null
  return { event, state, root: (await rootsOf(tx, [customerId])).get(customerId)! }
}

/** A purchase of which nothing is left has given back all it brought. */
async function refuseReturned(tx: Tx, { event, root }: Said): Promise<void> {
  const members = (await membersOf(tx, [root])).get(root)!
  const givenBack = await givenBackOf(tx, members, event)
  if (givenBack === null || givenBack < (event.amount ?? 0)) return
  throw conflict('purchase_returned', 'All of this purchase was returned before.')
}
