import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { screenLanguage } from '../language/screen-language.ts'

export const printKinds = ['table_card', 'poster', 'receipt_slip', 'staff_slip'] as const
export type PrintKind = (typeof printKinds)[number]

const language = screenLanguage.optional().describe("Else the business's")

export const printMatter = endpoint({
  method: 'GET',
  path: '/api/v1/prints/:kind',
  tag: 'start',
  summary: 'Something to print, as PDF, with the name, logo and color of the business',
  description:
    'table_card: A6, for the table. poster: A4. receipt_slip: 80 mm, for the printer of the till. ' +
    'staff_slip: A4, what to do at the counter. What a card brings is read from the program in force.',
  permission: 'cards:print',
  params: z.object({ kind: z.enum(printKinds) }),
  query: z.object({ language }),
  reply: z.unknown(),
  file: { contentType: 'application/pdf' },
})
