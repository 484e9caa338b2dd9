import { z } from 'zod'
import { presences } from '#kernel/presence.ts'

export const presence = z.enum(presences)
