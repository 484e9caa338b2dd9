import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardBatchId } from '../language/ids.ts'
import { screenLanguage } from '../language/screen-language.ts'

export const printKinds = ['table_card', 'poster', 'receipt_slip', 'staff_slip'] as const
export type PrintKind = (typeof printKinds)[number]

const language = screenLanguage.optional().describe("Else the business's")
const nameLanguage = screenLanguage
  .optional()
  .describe('Of the name of the file; else that of the print')

export const readPrints = endpoint({
  method: 'GET',
  path: '/api/v1/prints',
  tag: 'start',
  summary: 'Where the codes on paper lead, and whether there is a stamp card to promise',
  permission: 'cards:print',
  reply: z.object({
    address: z.string().describe('Under which this program is reached'),
    fixed: z.boolean().describe('It was said (PUBLIC_URL); else it is the one this was asked by'),
    promising: z.boolean(),
  }),
})

export const printMatter = endpoint({
  method: 'GET',
  path: '/api/v1/prints/:kind',
  tag: 'start',
  costly: true,
  summary: 'Something to print, as PDF, with the name, logo and color of the business',
  description:
    'table_card: A6, for the table. poster: A4. receipt_slip: 80 mm, for the printer of the till. ' +
    'staff_slip: A4, what to do at the counter. What a card brings is read from the program in force. ' +
    'Browsers show it; what the business named itself stands as it was written.',
  permission: 'cards:print',
  params: z.object({ kind: z.enum(printKinds) }),
  query: z.object({ language, nameLanguage }),
  reply: z.unknown(),
  file: { contentType: 'application/pdf' },
})

/** More in one file would keep everybody else waiting while it is laid out. */
export const cardsPerFile = 240

export const printCards = endpoint({
  method: 'GET',
  path: '/api/v1/card-batches/:cardBatchId/sheet',
  tag: 'start',
  costly: true,
  summary: 'Cards to print and cut, ten a sheet of A4, each 85 x 54 mm, as PDF',
  description:
    'With number, QR code, bar code (Code 128) and cut marks. The bar code holds the number; so does the QR ' +
    'code, unless `PUBLIC_URL` is said: then it holds the link `PUBLIC_URL/#card-NUMBER`, which opens the ' +
    'sign-in of the portal with that number, and is as good as the number wherever one is taken. ' +
    `Only cards nobody has yet; ` +
    `${cardsPerFile} a file, the others as further parts.`,
  permission: 'cards:print',
  params: z.object({ cardBatchId }),
  query: z.object({
    ...{ language, nameLanguage },
    part: z.coerce.number().int().min(1).max(10).default(1),
  }),
  reply: z.unknown(),
  file: { contentType: 'application/pdf' },
  errors: ['card_batch_not_found', 'card_batch_given_out'],
})
