import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { customerReference } from '../language/event.ts'
import { customerId, voucherId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label } from '../language/text.ts'
import {
  newVoucherContent,
  voucherChange,
  voucherCodeKinds,
  voucherCodeText,
  voucherContent,
  voucherStatuses,
} from '../language/voucher.ts'

export const voucherCodesPerCallMax = 20_000
export const voucherImportBytesMax = 64 * 1024 * 1024
export const voucherSheetCodes = 24

/** What was taken of a voucher so far, net of what was given back. */
const voucherUse = z.object({
  codes: z.int().describe('Codes it has'),
  issued: z.int().describe('Codes issued to customers'),
  redeemed: z.int(),
  onHold: z.int(),
  discount: money,
  cost: money,
})

export const voucher = z.object({
  id: voucherId,
  status: z.enum(voucherStatuses),
  codeKind: z.enum(voucherCodeKinds),
  code: z.string().nullable().describe('The code that all share; null for single codes'),
  revision: z.int(),
  content: voucherContent,
  use: voucherUse,
  createdAt: moment,
})
export type Voucher = z.output<typeof voucher>

const limited = 'caller_limited_to_stores'
const params = z.object({ voucherId })

export const listVouchers = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers',
  tag: 'vouchers',
  summary: 'List the vouchers, newest first',
  permission: 'vouchers:read',
  query: z.object({ ...pageQuery, status: z.enum(voucherStatuses).optional() }),
  reply: page(voucher),
  errors: ['cursor_malformed'],
})

export const createVoucher = endpoint({
  method: 'POST',
  path: '/api/v1/vouchers',
  tag: 'vouchers',
  summary: 'Create a voucher',
  description:
    'With one code that many share (chosen, else made), or with single codes, of which so many are made at once. ' +
    'Codes we make have 13 letters and digits without those that look alike (63 bits).',
  permission: 'vouchers:define',
  body: z
    .strictObject({
      content: newVoucherContent,
      codes: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('shared'), code: voucherCodeText.optional() }),
        z.strictObject({
          kind: z.literal('single'),
          count: z.int().min(0).max(voucherCodesPerCallMax).default(0),
        }),
      ]),
    })
    .meta({
      examples: [
        {
          content: {
            name: 'Welcome back',
            benefit: { kind: 'percent', percent: 10 },
            validUntil: '2027-01-31',
            basketMin: 1000,
            perCustomerMax: 1,
          },
          codes: { kind: 'single', count: 240 },
        },
      ],
    }),
  reply: voucher,
  status: 201,
  errors: [
    'voucher_code_malformed',
    'voucher_code_taken',
    'voucher_parts_need_single_codes',
    'voucher_days_reversed',
    'store_not_found',
    limited,
  ],
})

export const readVoucher = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers/:voucherId',
  tag: 'vouchers',
  summary: 'Read a voucher and what was taken of it so far',
  permission: 'vouchers:read',
  params,
  reply: voucher,
  errors: ['voucher_not_found'],
})

export const updateVoucher = endpoint({
  method: 'PATCH',
  path: '/api/v1/vouchers/:voucherId',
  tag: 'vouchers',
  summary: 'Change a voucher from now on',
  description:
    'What is left out stays. Makes a new revision; what was redeemed or is on hold keeps the one it was made by.',
  permission: 'vouchers:define',
  params,
  body: voucherChange,
  reply: voucher,
  errors: [
    'voucher_not_found',
    'voucher_ended',
    'voucher_benefit_kept',
    'voucher_parts_need_single_codes',
    'voucher_days_reversed',
    'store_not_found',
    limited,
  ],
})

export const setVoucherStatus = endpoint({
  method: 'PUT',
  path: '/api/v1/vouchers/:voucherId/status',
  tag: 'vouchers',
  summary: 'Pause a voucher, take it up again, or end it for good',
  description: 'What is on hold can still be captured.',
  permission: 'vouchers:define',
  params,
  body: z.strictObject({ status: z.enum(voucherStatuses) }),
  reply: voucher,
  errors: ['voucher_not_found', 'voucher_ended', limited],
})

export const makeVoucherCodes = endpoint({
  method: 'POST',
  path: '/api/v1/vouchers/:voucherId/codes',
  tag: 'vouchers',
  summary: 'Make more single codes',
  permission: 'vouchers:define',
  params,
  body: z.strictObject({ count: z.int().min(1).max(voucherCodesPerCallMax) }),
  reply: voucher,
  status: 201,
  errors: [
    'voucher_not_found',
    'voucher_ended',
    'voucher_code_is_shared',
    'voucher_codes_of_partner',
    limited,
  ],
})

export const voucherCodeFaults = [
  'voucher_code_malformed',
  'voucher_code_too_long',
  'voucher_code_too_short',
  'voucher_code_taken',
] as const
export type VoucherCodeFault = (typeof voucherCodeFaults)[number]

export const importVoucherCodes = endpoint({
  method: 'POST',
  path: '/api/v1/vouchers/:voucherId/codes/import',
  tag: 'vouchers',
  summary: 'Take codes of your own from a file',
  description:
    'The body is the file: text or CSV in UTF-8, the code in the first column, with or without a heading. ' +
    'It is read as it comes and taken in portions: broken off on the way, what was taken stays, and the ' +
    'same file can be sent again. A code the voucher has already changes nothing. The first 1,000 refused ' +
    'codes are told with their reasons.',
  permission: 'vouchers:define',
  params,
  query: z.object({ language: screenLanguage.optional() }),
  upload: { bytesMax: voucherImportBytesMax },
  reply: z.object({
    read: z.int(),
    added: z.int(),
    known: z.int(),
    refused: z.int(),
    refusals: z.array(
      z.object({
        line: z.int(),
        text: z.string(),
        code: z.enum(voucherCodeFaults),
        message: z.string(),
      }),
    ),
  }),
  errors: [
    'voucher_not_found',
    'voucher_ended',
    'voucher_code_is_shared',
    'voucher_file_no_text',
    'body_too_large',
    limited,
  ],
})

export const voucherCodeStates = ['free', 'issued', 'used'] as const

export const voucherCode = z.object({
  code: z.string(),
  state: z.enum(voucherCodeStates).describe('used: nothing is left on it'),
  customerId: customerId.nullable(),
  customerName: z.string().nullable().describe('For whoever may look at customers; else null'),
  redeemed: z.int(),
  remaining: money.nullable().describe('What is left, where a code is used in parts'),
  createdAt: moment,
})
export type VoucherCode = z.output<typeof voucherCode>

const codesQuery = {
  state: z.enum(voucherCodeStates).optional(),
}

export const listVoucherCodes = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers/:voucherId/codes',
  tag: 'vouchers',
  summary: 'List the codes of a voucher',
  permission: 'vouchers:codes',
  params,
  query: z.object({ ...pageQuery, ...codesQuery }),
  reply: page(voucherCode),
  errors: ['voucher_not_found', 'cursor_malformed'],
})

export const exportVoucherCodes = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers/:voucherId/codes/export',
  tag: 'vouchers',
  summary: 'Download the codes of a voucher as CSV',
  description: 'A cell that a spreadsheet would take for a formula begins with an apostrophe.',
  permission: 'vouchers:codes',
  params,
  query: z.object(codesQuery),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: ['voucher_not_found', limited],
})

export const readVoucherSheet = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers/:voucherId/sheet',
  tag: 'vouchers',
  summary: 'Codes to be printed, 24 a page',
  description:
    'Single codes that are neither used nor issued, in the order in which they were made; of a shared code as many as asked for.',
  permission: 'vouchers:codes',
  params,
  query: z.object({
    cursor: pageQuery.cursor,
    pages: z.coerce.number().int().min(1).max(40).default(1),
  }),
  reply: z.object({
    voucher,
    pages: z.array(z.array(z.string())),
    nextCursor: z.string().nullable(),
  }),
  errors: ['voucher_not_found', 'cursor_malformed'],
})

export const issueVoucher = endpoint({
  method: 'POST',
  path: '/api/v1/vouchers/:voucherId/issue',
  tag: 'vouchers',
  summary: 'Issue a code to one customer, who alone can redeem it',
  description:
    '`pool`: the oldest code that nobody has. `new`: one made for the customer. The same `source` and `externalId` give the same code.',
  permission: 'vouchers:issue',
  params,
  body: z.strictObject({
    source: label(64),
    externalId: label(200),
    customer: customerReference,
    from: z.enum(['pool', 'new']).default('new'),
  }),
  reply: z.object({ code: z.string(), voucherId, customerId, issuedAt: moment }),
  status: 201,
  errors: [
    'voucher_not_found',
    'voucher_ended',
    'voucher_paused',
    'voucher_code_is_shared',
    'voucher_codes_of_partner',
    'voucher_pool_empty',
    'voucher_customer_unknown',
    'reference_in_use',
  ],
})

export const listCustomerVouchers = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/vouchers',
  tag: 'vouchers',
  summary: 'List the vouchers a customer was issued, newest first',
  permission: 'vouchers:codes',
  params: z.object({ customerId }),
  reply: z.object({
    items: z.array(
      z.object({
        voucherId,
        name: z.string(),
        code: z.string(),
        state: z
          .enum(['open', 'used', 'over'])
          .describe('over: paused, ended or past its last day'),
        remaining: money.nullable(),
        validUntil: z.string().nullable(),
        issuedAt: moment,
      }),
    ),
  }),
  errors: ['customer_not_found'],
})
