import { z } from 'zod'
import { label, text } from './text.ts'

export const privilegeKinds = [
  'preferred_advice',
  'short_queue',
  'early_access',
  'free_extra',
  'own_words',
  'service',
] as const
export type PrivilegeKind = (typeof privilegeKinds)[number]

const ownWords = text(200, 1)

/**
 * What a level brings beside its rate of earning, which the earning rules say. Its sentence is made
 * of what it names; `text` says it in the words of the business instead.
 */
export const privilege = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preferred_advice') }),
  z.strictObject({ kind: z.literal('short_queue') }),
  z
    .strictObject({
      kind: z.literal('early_access'),
      days: z.int().min(1).max(365).optional().describe('So much earlier than everybody else'),
      text: ownWords.optional(),
    })
    .refine(({ days, text }) => days !== undefined || text !== undefined, {
      path: ['days'],
      error: 'is needed where no text says it',
    }),
  z
    .strictObject({
      kind: z.literal('free_extra'),
      what: label(100).optional(),
      perMonth: z.int().min(1).max(31).optional().describe('At most so often; without it always'),
      text: ownWords.optional(),
    })
    .refine(({ what, text }) => what !== undefined || text !== undefined, {
      path: ['what'],
      error: 'is needed where no text says it',
    }),
  z.strictObject({ kind: z.literal('own_words'), text: ownWords }),
  z.strictObject({ kind: z.literal('service'), text: ownWords }),
])
export type Privilege = z.output<typeof privilege>
export type FreeExtra = Extract<Privilege, { kind: 'free_extra' }>

/** By what an extra is known where it is given and counted. */
export const extraOf = ({ what, text }: FreeExtra): string => what ?? text ?? ''
