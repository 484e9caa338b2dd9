import * as codes from '#contract/endpoints/voucher-codes.ts'
import * as vouchers from '#contract/endpoints/vouchers.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { type Caller, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import type { Asking } from './ask.ts'
import { readCodes } from './codes-queries.ts'
import { customerVouchers } from './customer-vouchers.ts'
import { createVoucher, setVoucherStatus, updateVoucher } from './define-voucher.ts'
import { captureHold, releaseHold } from './end-hold.ts'
import { exportCodes } from './export-codes.ts'
import type { GuessLimit } from './guess-limit.ts'
import { holdVoucher } from './hold-voucher.ts'
import { importCodes } from './import-codes.ts'
import { issueVoucher } from './issue-voucher.ts'
import { makeCodes } from './make-codes.ts'
import { nameHolders } from './name-holders.ts'
import { readSheet } from './read-sheet.ts'
import { readVoucher, readVouchers } from './read-vouchers.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { readRedemptions } from './redemption.ts'
import { reverseRedemption } from './reverse-redemption.ts'
import { validateCode } from './validate-code.ts'

/** @param guesses of codes that do not exist; the same wherever codes are asked for */
export const routes = (context: Context, guesses: GuessLimit): Route[] => [
  ...readingRoutes(context),
  ...definingRoutes(context).map(forAllStores),
  ...usingRoutes(context, guesses),
]

const forAllStores = ofEveryStore('Vouchers concern every store; your access is limited to some.')

const readingRoutes = (context: Context): Route[] => [
  on(vouchers.listVouchers, async ({ query: { status, cursor, limit } }) => {
    const now = context.clock.now()
    const after = placeOf(cursor)
    const rows = await readVouchers(context.database, { status, after, limit: limit + 1 }, now)
    return pageOf(rows, limit, ({ id }) => id)
  }),
  on(vouchers.readVoucher, ({ params }) =>
    readVoucher(context.database, params.voucherId, context.clock.now()),
  ),
  on(vouchers.listVoucherCodes, async ({ params, query, caller }) => {
    const { state, cursor, limit } = query
    await readVoucher(context.database, params.voucherId, context.clock.now())
    const wish = { state, after: placeOf(cursor), limit: limit + 1, stores: caller.stores }
    const rows = await readCodes(context.database, params.voucherId, wish)
    const page = pageOf(rows, limit, ({ codeId }) => codeId)
    return { ...page, items: await nameHolders(context, caller, page.items) }
  }),
  on(vouchers.readVoucherSheet, ({ params, query }) => readSheet(context, params.voucherId, query)),
  on(vouchers.listCustomerVouchers, ({ params, caller }) =>
    customerVouchers(context, params.customerId, caller.stores),
  ),
  on(vouchers.issueVoucher, ({ params, body }) => issueVoucher(context, params.voucherId, body)),
]

const definingRoutes = (context: Context): Route[] => [
  on(vouchers.createVoucher, ({ body, caller }) => createVoucher(context, caller, body)),
  on(vouchers.updateVoucher, ({ params, body, caller }) =>
    updateVoucher(context, caller, params.voucherId, body),
  ),
  on(vouchers.setVoucherStatus, ({ params, body }) =>
    setVoucherStatus(context, params.voucherId, body.status),
  ),
  on(vouchers.makeVoucherCodes, ({ params, body }) =>
    makeCodes(context, params.voucherId, body.count),
  ),
  on(vouchers.importVoucherCodes, ({ params, query, upload }) =>
    importCodes(context, params.voucherId, upload, query.language),
  ),
  on(vouchers.exportVoucherCodes, ({ params, query, signal }) =>
    exportCodes(context, params.voucherId, query.state, signal),
  ),
  on(codes.listVoucherRedemptions, async ({ params, query: { cursor, limit }, caller }) => {
    await readVoucher(context.database, params.voucherId, context.clock.now())
    const after = placeOf(cursor)
    const rows = await readRedemptions(context.database, params.voucherId, after, limit + 1)
    const page = pageOf(rows, limit, ({ id }) => id)
    return { ...page, items: await nameHolders(context, caller, page.items) }
  }),
]

function usingRoutes(context: Context, guesses: GuessLimit): Route[] {
  const asking = (caller: Caller): Asking => ({ context, caller, guesses })
  return [
    on(codes.validateVoucherCode, ({ body, caller }) => validateCode(asking(caller), body)),
    on(codes.holdVoucher, ({ body, caller }) => holdVoucher(asking(caller), body)),
    on(codes.redeemVoucher, ({ body, caller }) => redeemVoucher(asking(caller), body)),
    on(codes.captureVoucherHold, ({ params, body, caller }) =>
      captureHold(context, caller, params.holdId, body),
    ),
    on(codes.releaseVoucherHold, ({ params, caller }) =>
      releaseHold(context, caller, params.holdId),
    ),
    on(codes.reverseVoucherRedemption, ({ params, body, caller }) =>
      reverseRedemption(context, caller, params.redemptionId, body),
    ),
  ]
}
