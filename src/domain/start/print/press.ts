import type { FileReply } from '#contract/route.ts'
import { preparePrinter } from '#domain/ledger/liability/print/paper.ts'
import type { Look } from './look.ts'

/** Points of a PDF. */
export const mm = (millimeters: number): number => (millimeters * 72) / 25.4

export const paperGray = '#666666'
export const hairlineGray = '#bbbbbb'

export type Sheet = {
  title: string
  pageSize: 'A4' | 'A6' | { width: number; height: number | 'auto' }
  /** Points. */
  margins: number | [left: number, top: number, right: number, bottom: number]
  content: object[]
}

/** What is pinned up, laid out or cut: pages without head and foot. */
export async function press(name: string, look: Look, sheet: Sheet): Promise<FileReply> {
  const printer = await preparePrinter()
  const document = printer.createPdf({
    // In the tab of a browser, which has one line.
    info: { title: sheet.title.replaceAll('\n', ' '), author: look.name },
    language: look.language,
    pageSize: sheet.pageSize,
    pageMargins: sheet.margins,
    defaultStyle: { font: 'Roboto', fontSize: 10 },
    content: sheet.content,
  })
  const content = await document.getBuffer()
  return { contentType: 'application/pdf', disposition: 'inline', fileName: `${name}.pdf`, content }
}

/** Letters of Roboto are about this wide, in parts of their size. */
const letterWidth = 0.54

/** The largest size at which a text has at most so many lines; beyond the smallest it runs on. */
export function fittedSize(
  text: string,
  { width, from, to, lines = 1 }: { width: number; from: number; to: number; lines?: number },
): number {
  const fitting = (width * lines * (lines > 1 ? 0.85 : 1)) / (text.length * letterWidth)
  return Math.max(to, Math.min(from, Math.floor(fitting * 2) / 2))
}

/** The business's own mark: its logo, else its name in its color. */
export const markOf = (
  look: Look,
  box: { width: number; height: number; from: number },
  alignment: 'left' | 'center' = 'left',
): object =>
  look.logo === null
    ? {
        text: look.name,
        bold: true,
        color: look.accent,
        alignment,
        fontSize: fittedSize(look.name, { width: box.width, from: box.from, to: 8, lines: 2 }),
      }
    : { image: look.logo, fit: [box.width, box.height], alignment }
