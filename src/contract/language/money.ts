import { z } from 'zod'

/** Money as every report gives it: minor units and an ISO 4217 code. */
export const money = z.object({ amount: z.int(), currency: z.string() })
