import type { LiabilityMonth } from '#contract/endpoints/liability.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { dateText, monthStart } from '#kernel/calendar.ts'
import { currencyDecimals, type Money } from '#kernel/money.ts'
import type { Wish } from '../range.ts'
import { readMonths } from '../read-liability.ts'
import type { Frame } from '../read-terms.ts'
import { wordsOf } from './words.ts'

/** The monthly books on paper. */
export async function printMonths(context: Context, wish: Wish): Promise<FileReply> {
  const { books, months } = await readMonths(context, wish)
  const madeOn = dateText(books.frame.zone.dayOf(context.clock.now()))
  const printer = await preparePrinter()
  const document = printer.createPdf(documentOf(months, books.frame, madeOn))
  return {
    contentType: 'application/pdf',
    fileName: 'stammgast-points-months.pdf',
    content: await document.getBuffer(),
  }
}

/** Loaded by the first who prints: it is large, and most starts of the program print nothing. */
async function preparePrinter() {
  const { default: pdfmake } = await import('pdfmake')
  const { default: fonts } = await import('pdfmake/fonts/Roboto.js')
  const fontFiles = new Set(Object.values(fonts.Roboto))
  pdfmake.setFonts(fonts)
  // A document holds our own text only: no picture, nothing from elsewhere.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path))
  return pdfmake
}

type Words = ReturnType<typeof wordsOf>
type Ways = Pick<Frame, 'language' | 'money'> & { words: Words }

function documentOf(months: readonly LiabilityMonth[], frame: Frame, madeOn: string): object {
  const words = wordsOf(frame.language)
  const ways = { ...frame, words }
  const made = words.print.made.replace('{{date}}', dateOf(madeOn, ways))
  const byCurrency = Map.groupBy(months, ({ currency }) => currency)
  return {
    info: { title: words.print.title, author: frame.name },
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [48, 48, 48, 48],
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    footer: (page: number, pages: number) => ({
      text: words.print.page.replace('{{page}}', `${page}`).replace('{{pages}}', `${pages}`),
      margin: [48, 8],
      ...{ fontSize: 8, color: '#666666', alignment: 'right' },
    }),
    content: [
      { text: words.print.title, fontSize: 18, margin: [0, 0, 0, 4] },
      { text: [frame.name, made].filter(Boolean).join(' · '), color: '#666666' },
      ...[...byCurrency.values()].flatMap((own) => partOf(own, ways)),
      { text: words.accounting.advice, margin: [0, 20, 0, 0], fontSize: 8, color: '#666666' },
    ],
  }
}

function partOf(months: readonly LiabilityMonth[], ways: Ways): object[] {
  const { months: words, print } = ways.words
  const part = (note: string, columns: readonly Column[]) => ({
    // A table of two years fits a page and stays with its heading.
    unbreakable: months.length <= 24,
    stack: [
      {
        text: [
          { text: months[0]!.name, bold: true },
          { text: `  ${note}`, color: '#666666' },
        ],
        margin: [0, 18, 0, 4],
        fontSize: 11,
      },
      tableOf(months, ways, columns),
    ],
  })
  const number = (value: number) => numberOf(value, 0, ways)
  const points = [
    'opening',
    'issued',
    'reversed',
    'redeemed',
    'donated',
    'expired',
    'other',
  ] as const
  return [
    part(print.points, [
      ...points.map((key): Column => [words[key], (row) => number(row.points[key])]),
      [words.closing, (row) => number(row.points.closing)],
      [words.expected, (row) => number(row.expected)],
    ]),
    part(print.money, [
      [words.opening, ({ deferred }) => moneyOf(deferred.opening, ways)],
      [words.allocated, ({ deferred }) => moneyOf(deferred.allocated, ways)],
      [words.earned, ({ deferred }) => moneyOf(deferred.redeemed, ways)],
      [words.breakage, ({ deferred }) => moneyOf(deferred.breakage, ways)],
      [words.closing, ({ deferred }) => moneyOf(deferred.closing, ways)],
      [words.fairValue, ({ fairValue }) => moneyOf(fairValue, ways)],
      [words.provision, ({ provision }) => (provision ? moneyOf(provision, ways) : words.unknown)],
    ]),
    part(print.terms, [
      [words.state, ({ closed }) => (closed ? words.closed : words.open)],
      [words.value, ({ terms }) => terms.value.replace('.', ways.language === 'de' ? ',' : '.')],
      [words.rate, ({ terms }) => percentOf(terms.redemptionRate, ways)],
      ['', ({ terms }) => print.basis[terms.basis]],
      [print.goodsShare, ({ terms }) => percentOf(terms.goodsShare, ways)],
      [
        print.cost,
        ({ terms }) => (terms.costRate === null ? words.unknown : percentOf(terms.costRate, ways)),
      ],
    ]),
  ]
}

/** Small enough for the longest German word in ten columns. */
const head = { color: '#666666', fontSize: 8 }

/** A line below the head and between rows, none around. */
const hairlines = {
  hLineWidth: (line: number, { table }: { table: { body: unknown[] } }) =>
    line === 0 || line === table.body.length ? 0 : 0.5,
  vLineWidth: () => 0,
  hLineColor: (line: number) => (line === 1 ? '#666666' : '#dddddd'),
}

type Column = [head: string, cell: (row: LiabilityMonth) => string]

const tableOf = (months: readonly LiabilityMonth[], ways: Ways, columns: readonly Column[]) => ({
  layout: hairlines,
  table: {
    headerRows: 1,
    widths: [60, ...columns.map(() => '*')],
    body: [
      [
        { text: ways.words.months.month, ...head },
        ...columns.map(([text]) => ({ text, ...head, alignment: 'right' })),
      ],
      ...months.map((row) => [
        { text: monthOf(row.month, ways), bold: true },
        ...columns.map(([, cell]) => ({ text: cell(row), alignment: 'right' })),
      ]),
    ],
  },
})

const localeOf = ({ language }: Pick<Ways, 'language'>) => (language === 'de' ? 'de-DE' : 'en-GB')

const numberOf = (value: number, decimals: number, ways: Ways): string =>
  new Intl.NumberFormat(localeOf(ways), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace('-', '−')

function moneyOf({ amount, currency }: Money, ways: Ways): string {
  const decimals = currencyDecimals(currency)
  return `${numberOf(amount / 10 ** decimals, decimals, ways)} ${currency === 'EUR' ? '€' : currency}`
}

const percentOf = (share: number, ways: Ways) => `${numberOf(share * 100, 1, ways)} %`

const dateOf = (date: string, ways: Ways) =>
  new Intl.DateTimeFormat(localeOf(ways), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

const monthOf = (month: number, ways: Ways) =>
  new Intl.DateTimeFormat(localeOf(ways), {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${dateText(monthStart(month))}T00:00:00Z`))
