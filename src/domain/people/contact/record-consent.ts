import type { ConsentInput, ConsentReceipt } from '#contract/endpoints/consents.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { checkSaid } from '#domain/customers/consent/check-said.ts'
import { judgeConsent } from '#domain/customers/consent/judge-consent.ts'
import { findSame } from '#domain/customers/consent/receipt-rows.ts'
import { viewReceipts } from '#domain/customers/consent/view-receipts.ts'
import { writeReceipts } from '#domain/customers/consent/write-receipts.ts'
import { lockFamilies } from '#domain/customers/families.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'

/**
 * Records a yes or a no, under the customer it was said of: it stays theirs where a merge is undone.
 * Who says the same again is given the first receipt.
 */
export async function recordConsent(
  { database, clock }: Context,
  customerId: string,
  input: ConsentInput,
  by: Caller,
): Promise<ConsentReceipt> {
  const now = clock.now()
  judgeConsent(input, by.kind, now)
  const { purpose, channel, act, source, textId = null, proof = null } = input
  const occurredAt = input.occurredAt === undefined ? now : new Date(input.occurredAt)
  return await transaction(database, async (tx) => {
    await seeRoot(tx, customerId, by.stores)
    const family = (await lockFamilies(tx, [customerId])).get(customerId)!
    // Erased while this waited, they are nobody to say something of.
    await seeRoot(tx, customerId, by.stores)
    const textHash = await checkSaid(tx, family, input)
    const said = { customerId, purpose, channel, act, occurredAt, source }
    if (!(await findSame(tx, said))) {
      const recorded = { recordedAt: now, recordedBy: callerKey(by) }
      await writeReceipts(tx, [{ ...said, ...recorded, textId, textHash, proof }])
    }
    const [receipt] = await viewReceipts(tx, [(await findSame(tx, said))!])
    return receipt!
  })
}
