import { z } from 'zod'
import { cardNumber } from './card-number.ts'
import { articleKey } from './gift-ladder.ts'
import { cashierId, customerId, posDeviceId } from './ids.ts'
import { points } from './points.ts'
import { instant, label, minorUnits, programName } from './text.ts'

export const entryId = label(64).describe('Made by the device; names the act for good')
const step = z.int().min(1).max(1_000_000)

/** What a device did while it had no network, as it signed it. */
export const offlineEntry = z.strictObject({
  id: entryId,
  device: posDeviceId,
  cashier: cashierId.optional().describe('Who stood there; left out: whoever delivers did it'),
  at: instant.describe("By the device's clock, as far as it was off set right"),
  act: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('visit'),
      guest: z.union([
        z.strictObject({ customerId }),
        z.strictObject({ cardNumber }).describe('A card the device does not know'),
      ]),
      amount: minorUnits.min(0).optional().describe('Minor units; left out: a visit'),
    }),
    z.strictObject({
      kind: z.literal('redemption'),
      customerId,
      reward: programName,
      points: points.describe('The price that was shown'),
      allowance: z
        .string()
        .max(1000)
        .regex(/^[\w.-]*$/)
        .describe('Under which it was done'),
    }),
    z.strictObject({
      kind: z.literal('gift'),
      customerId,
      ladder: programName,
      round: step,
      count: step,
      article: articleKey,
    }),
    z.strictObject({
      kind: z.literal('enrollment'),
      cardNumber,
      name: label(200).optional(),
    }),
    z.strictObject({ kind: z.literal('undo'), entry: entryId }),
  ]),
})
export type OfflineEntry = z.output<typeof offlineEntry>
export type WireOfflineEntry = z.input<typeof offlineEntry>
export type OfflineAct = OfflineEntry['act']

/** Why a person is to look at what a device did. */
export const conflictReasons = [
  'allowance_exceeded',
  'overdrawn',
  'card_unknown',
  'device_ended',
  'too_old',
  'clock_wrong',
  'signature_wrong',
  'cashier_wrong',
  'refused',
] as const
export type ConflictReason = (typeof conflictReasons)[number]
