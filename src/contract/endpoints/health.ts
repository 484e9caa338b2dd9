import { z } from 'zod'

/** `GET /health` and `GET /ready`, outside of `/api/v1`: for whoever watches over the program. */
export const healthReply = z.object({
  status: z.enum(['ok', 'draining', 'unavailable']),
  version: z.string(),
})
export type HealthReply = z.output<typeof healthReply>
