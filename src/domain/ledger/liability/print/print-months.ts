import pdfmake from 'pdfmake'
import fonts from 'pdfmake/fonts/Roboto.js'
import type { LiabilityMonth } from '#contract/endpoints/liability.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { dateText, monthStart } from '#kernel/calendar.ts'
import { currencyDecimals, type Money } from '#kernel/money.ts'
import type { Wish } from '../range.ts'
import { readMonths } from '../read-liability.ts'
import type { Frame } from '../read-terms.ts'
import { wordsOf } from './words.ts'

const fontFiles = new Set(Object.values(fonts.Roboto))
pdfmake.setFonts(fonts)
// A document holds our own text only: no picture, nothing from elsewhere.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path))

/** The monthly books on paper. */
export async function printMonths(context: Context, wish: Wish): Promise<FileReply> {
  const { books, months } = await readMonths(context, wish)
  const madeOn = dateText(books.frame.zone.dayOf(context.clock.now()))
  const document = pdfmake.createPdf(documentOf(months, books.frame, madeOn))
  return {
    contentType: 'application/pdf',
    fileName: 'stammgast-points-months.pdf',
    content: await document.getBuffer(),
  }
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
  const heading = (text: string, note: string) => ({
    text: [
      { text, bold: true },
      { text: `  ${note}`, color: '#666666' },
    ],
    margin: [0, 18, 0, 4],
    fontSize: 11,
  })
  const number = (value: number) => numberOf(value, 0, ways)
  const name = months[0]!.name
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
    heading(name, print.points),
    tableOf(months, ways, [
      ...points.map((key): Column => [words[key], (row) => number(row.points[key])]),
      [words.closing, (row) => number(row.points.closing)],
      [words.expected, (row) => number(row.expected)],
    ]),
    heading(name, print.money),
    tableOf(months, ways, [
      [words.opening, ({ deferred }) => moneyOf(deferred.opening, ways)],
      [words.allocated, ({ deferred }) => moneyOf(deferred.allocated, ways)],
      [words.earned, ({ deferred }) => moneyOf(deferred.redeemed, ways)],
      [words.breakage, ({ deferred }) => moneyOf(deferred.breakage, ways)],
      [words.closing, ({ deferred }) => moneyOf(deferred.closing, ways)],
      [words.fairValue, ({ fairValue }) => moneyOf(fairValue, ways)],
      [words.provision, ({ provision }) => (provision ? moneyOf(provision, ways) : words.unknown)],
    ]),
    heading(name, print.terms),
    tableOf(months, ways, [
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

type Column = [head: string, cell: (row: LiabilityMonth) => string]

const tableOf = (months: readonly LiabilityMonth[], ways: Ways, columns: readonly Column[]) => ({
  layout: 'lightHorizontalLines',
  table: {
    headerRows: 1,
    widths: [60, ...columns.map(() => '*')],
    body: [
      [
        { text: ways.words.months.month, color: '#666666' },
        ...columns.map(([text]) => ({ text, color: '#666666', alignment: 'right' })),
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
