import type { PrintKind } from '#contract/endpoints/prints.ts'
import type { FileReply } from '#contract/route.ts'
import type { Look } from './look.ts'
import { fittedSize, markOf, mm, paperGray, press, type Sheet } from './press.ts'
import { fileWords, headlineOf, paperWords, rulesOf } from './print-words.ts'
import { stampsRow } from './stamps-row.ts'

/** One sheet to lay out or to pin up. `origin`: under which the program is reached. */
export function printMatter(kind: PrintKind, look: Look, origin: string): Promise<FileReply> {
  return press(fileWords(look.nameLanguage)[kind], look, sheets[kind](look, origin))
}

const sheets: Record<PrintKind, (look: Look, origin: string) => Sheet> = {
  table_card: (look, origin) => ({
    ...{ title: headlineOf(look), pageSize: 'A6', margins: mm(9) },
    content: display(look, origin, { width: mm(87), mark: 20, head: 24, text: 10.5, code: mm(46) }),
  }),
  poster: (look, origin) => ({
    ...{ title: headlineOf(look), pageSize: 'A4', margins: [mm(22), mm(20), mm(22), mm(16)] },
    content: display(look, origin, { width: mm(166), mark: 44, head: 54, text: 22, code: mm(86) }),
  }),
  receipt_slip: (look, origin) => ({
    title: headlineOf(look),
    pageSize: { width: mm(80), height: 'auto' },
    // Printers of 80 mm paper reach 72 mm of it.
    margins: [mm(5), mm(4), mm(5), mm(6)],
    content: slip(look, origin),
  }),
  staff_slip: (look, origin) => ({
    ...{ title: paperWords(look.language).staff.title, pageSize: 'A4', margins: mm(20) },
    content: staffSlip(look, origin),
  }),
}

/** Dark on white, with the quiet zone it needs left by the page around it. */
const codeOf = (address: string, fit: number, alignment: 'center' | 'left' = 'center') => ({
  ...{ qr: address, fit, alignment, eccLevel: 'M' },
})

type Sizes = { width: number; mark: number; head: number; text: number; code: number }

function display(look: Look, origin: string, sizes: Sizes): object[] {
  const { width, mark, head, text, code } = sizes
  const headline = headlineOf(look)
  return [
    markOf(look, { width, height: mark * 2, from: mark }, 'center'),
    {
      text: headline,
      fontSize: fittedSize(longestLine(headline), { width, from: head, to: text, lines: 1 }),
      ...{ alignment: 'center', margin: [0, head * 0.55, 0, 0] },
    },
    {
      text: rulesOf(look),
      ...{ fontSize: text, alignment: 'center', margin: [0, text * 0.8, 0, text * 1.4] },
    },
    ...stampsRow(look, width),
    { text: '', margin: [0, 0, 0, text * 1.6] },
    codeOf(`${origin}/`, code),
    {
      text: scanWords(look),
      fontSize: text * 0.9,
      alignment: 'center',
      margin: [0, text * 0.4, 0, 0],
    },
    {
      text: askWords(look),
      ...{ fontSize: text * 0.85, color: paperGray, alignment: 'center', margin: [0, text, 0, 0] },
    },
  ]
}

function scanWords({ language, isSelfMade }: Look): string {
  const { scan, scanToMake } = paperWords(language)
  return isSelfMade ? scanToMake : scan
}

function askWords({ language, isSelfMade }: Look): string {
  const { ask, askInstead } = paperWords(language)
  return isSelfMade ? askInstead : ask
}

const longestLine = (text: string): string =>
  text.split('\n').reduce((longest, line) => (line.length > longest.length ? line : longest), '')

/** Black alone: printers of receipts have no other color. */
function slip(look: Look, origin: string): object[] {
  const words = paperWords(look.language)
  const width = mm(70)
  return [
    markOf({ ...look, accent: '#000000' }, { width, height: mm(16), from: 15 }, 'center'),
    { text: words.slip, fontSize: 13, bold: true, alignment: 'center', margin: [0, 8, 0, 2] },
    { text: headlineOf(look), fontSize: 12, alignment: 'center' },
    { text: rulesOf(look), fontSize: 9, alignment: 'center', margin: [0, 4, 0, 8] },
    codeOf(`${origin}/`, mm(32)),
    { text: scanWords(look), fontSize: 9, alignment: 'center', margin: [0, 4, 0, 4] },
    { text: askWords(look), fontSize: 8, alignment: 'center' },
  ]
}

/** Read from an arm's length, in a hurry. */
function staffSlip(look: Look, origin: string): object[] {
  const { staff } = paperWords(look.language)
  const steps = [staff.steps.ask, staff.steps.book, staff.steps.redeem]
  return [
    markOf(look, { width: mm(170), height: mm(14), from: 18 }),
    { text: staff.title, fontSize: 40, margin: [0, 14, 0, 30] },
    ...steps.map(({ name, how }, index) => ({
      columns: [
        { text: `${index + 1}`, fontSize: 92, color: look.accent, width: mm(30) },
        {
          stack: [
            { text: name, fontSize: 34, bold: true, margin: [0, 16, 0, 4] },
            { text: how, fontSize: 21 },
          ],
        },
      ],
      margin: [0, 0, 0, 20],
    })),
    {
      columns: [
        { ...codeOf(`${origin}/pos`, mm(44), 'left'), width: mm(54) },
        {
          stack: [
            { text: staff.open, fontSize: 21, bold: true, margin: [0, 12, 0, 2] },
            { text: `${origin}/pos`, fontSize: 13, color: paperGray },
            { text: staff.wrong, fontSize: 18, margin: [0, 14, 0, 0] },
          ],
        },
      ],
      margin: [0, 24, 0, 0],
    },
  ]
}
