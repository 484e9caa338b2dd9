import { sql } from 'kysely'
import type { ConsentReceipt, ConsentState } from '#contract/endpoints/consents.ts'
import type { Tx } from '#database/transaction.ts'
import { nameStaff } from '#domain/business/name-staff.ts'
import { stateShown } from './may-contact.ts'
import { commitmentOf, fits } from './receipt.ts'
import { readReceipts, type ShownReceipt } from './receipt-rows.ts'

/** What customers who count as one agreed to, and how it came to be. */
export async function readConsents(
  tx: Tx,
  [root, ...others]: readonly [string, ...string[]],
): Promise<{ states: ConsentState[]; receipts: ConsentReceipt[]; whole: boolean }> {
  const { rows } = await sql<ConsentState>`
    select purpose, label, channel, ${stateShown} as state, since,
      case when consent_texts.text_id is not null then json_build_object(
        'id', consent_texts.text_id, 'version', version, 'language', language, 'wording', wording
      ) end as text
    from consents join consent_purposes using (purpose)
      left join consent_texts using (purpose, text_id)
    where customer_id = ${root}
    order by consent_purposes.created_at, purpose, channel`.execute(tx)
  const receipts = await readReceipts(tx, [root, ...others])
  const shown = await viewReceipts(tx, receipts)
  return {
    states: rows,
    receipts: shown.sort((one, other) => +other.occurredAt - +one.occurredAt),
    whole: areWhole(receipts),
  }
}

/** Receipts as they are shown, with the names of who wrote them down. */
export async function viewReceipts(
  tx: Tx,
  receipts: readonly ShownReceipt[],
): Promise<ConsentReceipt[]> {
  const staff = await nameStaff(
    tx,
    receipts.map(({ recordedBy }) => recordedBy),
  )
  return receipts.map((receipt) => ({
    customerId: receipt.customerId,
    number: receipt.number,
    purpose: receipt.purpose,
    purposeLabel: receipt.purposeLabel,
    channel: receipt.channel,
    act: receipt.act,
    text: receipt.text,
    occurredAt: receipt.occurredAt,
    recordedAt: receipt.recordedAt,
    source: receipt.source,
    recordedBy: staff.get(receipt.recordedBy) ?? null,
    proof: receipt.proof,
    hash: receipt.hash.toString('hex'),
  }))
}

/** Whether each chain holds, and each proof is the one it was. @param receipts chain by chain */
export function areWhole(receipts: readonly ShownReceipt[]): boolean {
  return receipts.every((receipt, index) => {
    const previous = receipts[index - 1]
    const before = previous?.customerId === receipt.customerId ? previous : null
    return fits(receipt, before) && isProven(receipt)
  })
}

const isProven = ({ salt, proof, commitment }: ShownReceipt) =>
  salt === null || commitmentOf(salt, proof).equals(commitment)
