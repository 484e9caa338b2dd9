import { z } from 'zod'
import { pointsMax } from './points.ts'
import { label } from './text.ts'

/** A point worth more is a slip, and what is owed for a billion of them could not be summed. */
const decimal = /^\d{1,4}(\.\d{1,6})?$/

/** What a point currency is called, is worth and allows. */
export const pointCurrencyTerms = {
  name: label(60),
  value: z
    .string()
    .regex(decimal, 'is no decimal below 10,000 with at most six places')
    .describe("Of one point, in whole units of the business's currency: `0.01` is one cent"),
  returns: z
    .enum(['clamp', 'owe'])
    .default('clamp')
    .describe(
      'When points that are taken back were spent: clamp leaves the shortfall with the business, owe lets later points pay it back',
    ),
  overdraftMax: z
    .int()
    .min(0)
    .max(pointsMax)
    .default(0)
    .describe('How far below zero redeeming may take a balance'),
}
