import type { LiabilityMonth } from '#contract/endpoints/liability.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Wish } from '../range.ts'
import { readMonths } from '../read-liability.ts'
import type { Frame } from '../read-terms.ts'
import {
  moneyOf,
  monthWords,
  numberOf,
  type PaperColumn,
  paperTable,
  printPaper,
  subheading,
} from './paper.ts'
import { wordsOf } from './words.ts'

/** The monthly books on paper. */
export async function printMonths(context: Context, wish: Wish): Promise<FileReply> {
  const { books, months } = await readMonths(context, wish)
  const { frame } = books
  const words = wordsOf(frame.language)
  const { title, made, page } = words.print
  const byCurrency = Map.groupBy(months, ({ currency }) => currency)
  return await printPaper('stammgast-points-months.pdf', {
    ...{ frame, title, made, page, pageOrientation: 'landscape' },
    madeOn: dateText(frame.zone.dayOf(context.clock.now())),
    content: [
      ...[...byCurrency.values()].flatMap((own) => partOf(own, { ...frame, words })),
      { text: words.accounting.advice, margin: [0, 20, 0, 0], fontSize: 8, color: '#666666' },
    ],
  })
}

type Words = ReturnType<typeof wordsOf>
type Ways = Pick<Frame, 'language' | 'money'> & { words: Words }
type Column = PaperColumn<LiabilityMonth>

function partOf(months: readonly LiabilityMonth[], ways: Ways): object[] {
  const { months: words, print } = ways.words
  const month: Column = [words.month, (row) => monthWords(row.month, ways)]
  const part = (note: string, columns: readonly Column[]) => ({
    // A table of two years fits a page and stays with its heading.
    unbreakable: months.length <= 24,
    stack: [subheading(months[0]!.name, note), paperTable(months, month, columns)],
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
      [words.provision, ({ provision }) => moneyOf(provision, ways)],
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

const percentOf = (share: number, ways: Ways) => `${numberOf(share * 100, 1, ways)} %`
