import { z } from 'zod'

/** `GET /health`, outside of `/api/v1`: for whoever watches over the program. */
export const healthReply = z.object({
  status: z.enum(['ok', 'unavailable']),
  version: z.string(),
})
export type HealthReply = z.output<typeof healthReply>
