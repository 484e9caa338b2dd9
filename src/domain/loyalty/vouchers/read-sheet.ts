import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { Reply } from '#contract/endpoint.ts'
import { type readVoucherSheet, voucherSheetCodes } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { readCodes } from './codes-queries.ts'
import { readVoucher } from './read-vouchers.ts'

const place = z.strictObject({ codeId: uuid })

/** Codes to be printed and cut out, page by page. */
export async function readSheet(
  { database, clock }: Context,
  voucherId: string,
  { cursor, pages }: { cursor?: string | undefined; pages: number },
): Promise<Reply<typeof readVoucherSheet>> {
  const voucher = await readVoucher(database, voucherId, clock.now())
  const limit = pages * voucherSheetCodes
  if (voucher.code !== null) {
    return { voucher, pages: inPages(Array(limit).fill(voucher.code)), nextCursor: null }
  }
  const after = cursor === undefined ? null : decodeCursor(cursor, place).codeId
  const codes = await readCodes(database, voucherId, { state: 'free', after, limit: limit + 1 })
  const printed = codes.slice(0, limit)
  return {
    voucher,
    pages: inPages(printed.map(({ code }) => code)),
    nextCursor: codes.length > limit ? encodeCursor({ codeId: printed.at(-1)!.codeId }) : null,
  }
}

const inPages = (codes: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(codes.length / voucherSheetCodes) }, (_, page) =>
    codes.slice(page * voucherSheetCodes, (page + 1) * voucherSheetCodes),
  )
