import type { Voucher } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { type Definition, lockDefinition } from './define-voucher.ts'
import { readVoucher } from './read-vouchers.ts'
import { writeNewCodes } from './write-codes.ts'

/** Makes more single codes for a voucher that has not ended. */
export async function makeCodes(
  { database, clock }: Context,
  voucherId: string,
  count: number,
): Promise<Voucher> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    refuseOfPartner(await lockForCodes(tx, voucherId))
    await writeNewCodes(tx, voucherId, count, now)
    return await readVoucher({ kysely: tx }, voucherId, now)
  })
}

/** Codes that count at a partner are the partner's to make. */
export function refuseOfPartner({ content }: Pick<Definition, 'content'>): void {
  if (content.benefit.kind !== 'at_partner') return
  throw conflict('voucher_codes_of_partner', 'Its codes come from the partner: import their file.')
}

/** A shared code stays the only one of its voucher. */
export async function lockForCodes(tx: Tx, voucherId: string): Promise<Definition> {
  const definition = await lockDefinition(tx, voucherId)
  if (definition.codeKind === 'single') return definition
  throw conflict('voucher_code_is_shared', 'This voucher has one code that all share.')
}
