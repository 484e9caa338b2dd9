import type { ContactBlock } from '#contract/endpoints/contact-blocks.ts'
import type { ContactBlockReason } from '#contract/language/consent.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { insertBlock, liftBlocks, readBlocks } from '#domain/customers/contact-block/block-rows.ts'
import { type Family, lockFamilies } from '#domain/customers/families.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { notFound } from '#kernel/errors.ts'

type Blocks = { standing: ContactBlock | null; history: ContactBlock[] }

/** Stops everything for somebody. The same again changes nothing; another reason takes its place. */
export async function blockContact(
  { database, clock }: Context,
  customerId: string,
  { reason, note = null }: { reason: ContactBlockReason; note?: string | null | undefined },
  by: Caller,
): Promise<Blocks> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const family = await hold(tx, customerId, by)
    const { standing } = await readBlocks(tx, family)
    if (standing?.reason !== reason || standing.note !== note) {
      await liftBlocks(tx, family, callerKey(by), now)
      await insertBlock(tx, customerId, { reason, note, by: callerKey(by) }, now)
    }
    return await readBlocks(tx, family)
  })
}

export async function liftContactBlock(
  { database, clock }: Context,
  customerId: string,
  by: Caller,
): Promise<Blocks> {
  return await transaction(database, async (tx) => {
    const family = await hold(tx, customerId, by)
    const lifted = await liftBlocks(tx, family, callerKey(by), clock.now())
    if (lifted === 0) throw notFound('contact_block')
    return await readBlocks(tx, family)
  })
}

/** The business first, as whoever merges does: kept lists of people to contact end here. */
async function hold(tx: Tx, customerId: string, { stores }: Caller): Promise<Family> {
  await bumpRevision(tx)
  await seeRoot(tx, customerId, stores)
  return (await lockFamilies(tx, [customerId])).get(customerId)!
}
