import type { Voucher } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { lockDefinition } from './define-voucher.ts'
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
    await lockForCodes(tx, voucherId)
    await writeNewCodes(tx, voucherId, count, now)
    return await readVoucher({ kysely: tx }, voucherId, now)
  })
}

/** A shared code stays the only one of its voucher. */
export async function lockForCodes(tx: Tx, voucherId: string) {
  const definition = await lockDefinition(tx, voucherId)
  if (definition.codeKind === 'single') return definition
  throw conflict('voucher_code_is_shared', 'This voucher has one code that all share.')
}
