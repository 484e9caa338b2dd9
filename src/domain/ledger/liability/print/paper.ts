import type { FileReply } from '#contract/route.ts'
import { dateText, monthStart } from '#kernel/calendar.ts'
import { currencyDecimals, type Money } from '#kernel/money.ts'
import type { Frame } from '../read-terms.ts'

export type Paper = {
  frame: Frame
  title: string
  /** As words say it: `Created on {{date}}`. */
  made: string
  madeOn: string
  /** `Page {{page}} of {{pages}}`. */
  page: string
  pageOrientation: 'portrait' | 'landscape'
  content: object[]
}

/** A paper of the books: its title, whose it is, its pages counted. */
export async function printPaper(fileName: string, paper: Paper): Promise<FileReply> {
  const printer = await preparePrinter()
  const document = printer.createPdf(documentOf(paper))
  return { contentType: 'application/pdf', fileName, content: await document.getBuffer() }
}

/** Loaded by the first who prints: it is large, and most starts of the program print nothing. */
export async function preparePrinter() {
  const { default: pdfmake } = await import('pdfmake')
  const { default: fonts } = await import('pdfmake/fonts/Roboto.js')
  const fontFiles = new Set(Object.values(fonts.Roboto))
  pdfmake.setFonts(fonts)
  // A document holds our own text and the logo we keep: nothing is fetched from elsewhere.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path))
  return pdfmake
}

function documentOf({ frame, title, made, madeOn, page, pageOrientation, content }: Paper): object {
  const madeWords = made.replace('{{date}}', dateOf(madeOn, frame))
  return {
    info: { title, author: frame.name },
    ...{ pageSize: 'A4', pageOrientation, pageMargins: [48, 48, 48, 48] },
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    footer: (number: number, pages: number) => ({
      text: page.replace('{{page}}', `${number}`).replace('{{pages}}', `${pages}`),
      margin: [48, 8],
      ...{ fontSize: 8, color: '#666666', alignment: 'right' },
    }),
    content: [
      { text: title, fontSize: 18, margin: [0, 0, 0, 4] },
      { text: [frame.name, madeWords].filter(Boolean).join(' · '), color: '#666666' },
      ...content,
    ],
  }
}

export const subheading = (name: string, note: string) => ({
  text: [
    { text: name, bold: true },
    { text: `  ${note}`, color: '#666666' },
  ],
  ...{ margin: [0, 18, 0, 4], fontSize: 11 },
})

/** Small enough for the longest German word in ten columns. */
const head = { color: '#666666', fontSize: 8 }

/** A line below the head and between rows, none around. */
const hairlines = {
  hLineWidth: (line: number, { table }: { table: { body: unknown[] } }) =>
    line === 0 || line === table.body.length ? 0 : 0.5,
  vLineWidth: () => 0,
  hLineColor: (line: number) => (line === 1 ? '#666666' : '#dddddd'),
}

export type PaperColumn<Row> = [
  head: string,
  cell: (row: Row) => string,
  align?: 'left' | undefined,
]

/** The first column is in bold, the others stand to the right where they do not say otherwise. */
export const paperTable = <Row>(
  rows: readonly Row[],
  first: PaperColumn<Row>,
  columns: readonly PaperColumn<Row>[],
  widths: readonly (number | string)[] = [60, ...columns.map(() => '*')],
) => ({
  layout: hairlines,
  table: {
    headerRows: 1,
    widths,
    body: [
      [
        { text: first[0], ...head },
        ...columns.map(([text, , alignment = 'right']) => ({ text, ...head, alignment })),
      ],
      ...rows.map((row) => [
        { text: first[1](row), bold: true },
        ...columns.map(([, cell, alignment = 'right']) => ({ text: cell(row), alignment })),
      ]),
    ],
  },
})

type Ways = Pick<Frame, 'language'>

const localeOf = ({ language }: Ways) => (language === 'de' ? 'de-DE' : 'en-GB')

export const numberOf = (value: number, decimals: number, ways: Ways): string =>
  new Intl.NumberFormat(localeOf(ways), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace('-', '−')

export function moneyOf({ amount, currency }: Money, ways: Ways): string {
  const decimals = currencyDecimals(currency)
  return `${numberOf(amount / 10 ** decimals, decimals, ways)} ${currency === 'EUR' ? '€' : currency}`
}

export const dateOf = (date: string, ways: Ways) =>
  new Intl.DateTimeFormat(localeOf(ways), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

export const monthWords = (month: number, ways: Ways) =>
  new Intl.DateTimeFormat(localeOf(ways), {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${dateText(monthStart(month))}T00:00:00Z`))
