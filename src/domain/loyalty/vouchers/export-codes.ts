import { Readable } from 'node:stream'
import type { VoucherCode } from '#contract/endpoints/vouchers.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { publicId } from '#kernel/ids.ts'
import { inWholeUnits } from '#kernel/money.ts'
import { byteOrderMark, guardedText } from '#kernel/spreadsheet-text.ts'
import { type ListedCode, readCodes } from './codes-queries.ts'
import { readVoucher } from './read-vouchers.ts'

const codesPerPortion = 5_000

/** All codes as CSV, read in portions so that a slow reader holds no transaction open. */
export async function exportCodes(
  { database, clock }: Context,
  voucherId: string,
  state: VoucherCode['state'] | undefined,
  signal: AbortSignal,
): Promise<FileReply> {
  // Asked before the first byte, so that a refusal still is one.
  await readVoucher(database, voucherId, clock.now())
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: 'voucher-codes.csv',
    content: Readable.from(lines(), { signal }),
  }

  async function* lines() {
    yield `${byteOrderMark}code;state;customer;redeemed;remaining;currency;created\r\n`
    let after: string | null = null
    do {
      const portion: ListedCode[] = await readCodes(database, voucherId, {
        state,
        after,
        limit: codesPerPortion,
      })
      if (portion.length > 0) yield portion.map(lineOf).join('')
      after = portion.length < codesPerPortion ? null : portion.at(-1)!.codeId
    } while (after !== null)
  }
}

const lineOf = ({ code, state, customerId, redeemed, remaining, createdAt }: ListedCode) =>
  `${[
    // Codes hold letters, digits and dashes only, but a dash may stand first.
    guardedText(code),
    state,
    customerId === null ? '' : publicId('cus', customerId),
    redeemed,
    remaining === null ? '' : inWholeUnits(remaining),
    remaining?.currency ?? '',
    createdAt.toISOString(),
  ].join(';')}\r\n`
