import { sql } from 'kysely'
import type { Input, Reply } from '#contract/endpoint.ts'
import type { linkReturn as endpoint } from '#contract/endpoints/open-returns.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import type { MoneyPayload } from '#domain/events/fact.ts'
import { lockKeys } from '#domain/events/log.ts'
import type { Within } from '#domain/events/record.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { shareTerms } from '#domain/events/terms.ts'
import { conflict, notFound, Refusal } from '#kernel/errors.ts'

type Rim = { context: Context; within: readonly Within[] }
type Wish = Input<typeof endpoint>['body']
type Key = Wish['return']

type Said = Key & {
  customerId: string
  version: number
  /** Taken back with the return where that is. */
  importId: string | null
  occurredAt: Date
  storeNumber: number | null
  store: string | null
  channel: string | null
  amount: number
  payload: MoneyPayload
}

/**
 * Says which purchase was returned, as a newer version of the return at its own time: what came from
 * the purchase goes back by the rules of then.
 */
export async function linkReturn(
  { context, within }: Rim,
  caller: Caller,
  { return: back, purchase }: Wish,
): Promise<Reply<typeof endpoint>> {
  return await transaction(context.database, async (tx) => {
    // As intake does, which says no other version of it until this is done.
    await shareTerms(tx)
    await lockKeys(tx, [back])
    const said = await readSaid(tx, back, 'return')
    if (!said) throw notFound('return')
    refuseOtherStore(said.storeNumber, caller.stores)
    const known = said.payload.purchase
    if (known) {
      if (known.source === purchase.source && known.externalId === purchase.externalId) {
        return { return: back, purchase }
      }
      throw conflict('return_linked', 'This return is of another purchase already.')
    }
    await refuseStrange(tx, said, purchase)
    const [outcome] = await recordInto(tx, [factOf(said, purchase)], {
      now: context.clock.now(),
      within,
      ...(said.importId !== null && { importId: said.importId }),
    })
    if (outcome?.status === 'refused') {
      throw new Refusal('malformed', outcome.code, outcome.code, outcome.errors)
    }
    return { return: back, purchase }
  })
}

/** The version that counts, of a customer who can be named. */
async function readSaid(tx: Tx, key: Key, type: 'return' | 'purchase'): Promise<Said | undefined> {
  const { rows } = await sql<Said>`
    select events.source, events.external_id as "externalId",
      events.customer_id as "customerId", events.version,
      import_id as "importId",
      occurred_at as "occurredAt", store_number as "storeNumber",
      (select code from stores where number = store_number) as store,
      (select code from channels where number = channel_number) as channel,
      abs(amount) as amount, payload
    from event_keys
    join events on events.customer_id = event_keys.customer_id
      and events.event_id = event_keys.event_id
    join customers on customers.customer_id = events.customer_id
    where event_keys.source = ${key.source} and event_keys.external_id = ${key.externalId}
      and type = ${type} and not anonymous and erased_at is null`.execute(tx)
  return rows[0]
}

/** @throws Refusal where the purchase is none of this customer's */
async function refuseStrange(tx: Tx, said: Said, purchase: Key): Promise<void> {
  const bought = await readSaid(tx, purchase, 'purchase')
  const roots = await rootsOf(tx, [said.customerId, ...(bought ? [bought.customerId] : [])])
  const root = roots.get(said.customerId)!
  const members = (await membersOf(tx, [root])).get(root)!
  if (!bought || !members.includes(bought.customerId)) throw notFound('purchase')
}

function factOf(said: Said, purchase: Key): EventInput {
  const { source, externalId, customerId, version, occurredAt, store, channel, payload } = said
  const { receiptNumber, lines, original } = payload
  return {
    ...{ type: 'return', source, externalId, version: version + 1, purchase },
    ...{ occurredAt: occurredAt.toISOString(), customer: { id: customerId } },
    // Lines were converted one by one, which cannot be turned around.
    ...(original && lines === undefined ? original : { amount: said.amount }),
    ...(store !== null && { store }),
    ...(channel !== null && { channel }),
    ...(receiptNumber !== undefined && { receiptNumber }),
    ...(lines !== undefined && { lines }),
  }
}
