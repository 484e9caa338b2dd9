import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { calendarDate, label, minorUnits, text } from '../language/text.ts'
import { merge, mergeNoteMax } from './merges.ts'

/** What stands on a receipt: all of it, since a number alone is easily guessed. */
const receipt = {
  store: label(64).describe('Code of the store'),
  receiptNumber: label(100),
  day: calendarDate,
  amount: minorUnits.min(0).describe('The total, in minor units'),
}
export type Receipt = z.output<z.ZodObject<typeof receipt>>

export const claimPurchase = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/claims',
  tag: 'customers',
  summary: 'Give an anonymous purchase to its customer',
  description:
    'By its receipt. It counts as if the customer had been named when they bought: points and steps by ' +
    'the rules of that day. Each receipt once; undone like a merge.',
  permission: 'customers:merge',
  params: z.object({ customerId }),
  body: z.strictObject({ ...receipt, note: text(mergeNoteMax).optional() }).meta({
    examples: [{ store: 'old-town', receiptNumber: '4711', day: '2026-11-20', amount: 1480 }],
  }),
  reply: merge,
  status: 201,
  errors: [
    'customer_not_found',
    'receipt_not_found',
    'receipt_claimed',
    'receipt_ambiguous',
    'merges_too_many',
    'store_unknown',
    'store_not_allowed',
  ],
})
