import type { LiabilityMonth, StoreSettlement } from '#contract/endpoints/liability.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { inWholeUnits } from '#kernel/money.ts'
import type { Wish } from '../range.ts'
import { readMonths, readSettlement } from '../read-liability.ts'
import type { Frame } from '../read-terms.ts'
import { fileOf, monthText, type Table } from './table-file.ts'
import { wordsOf } from './words.ts'

/** The monthly books as a table for a spreadsheet. */
export async function exportMonths(context: Context, wish: Wish): Promise<FileReply> {
  const { books, months } = await readMonths(context, wish)
  return fileOf('stammgast-points-months.csv', books.frame, monthsTable(months, books.frame))
}

export async function exportSettlement(context: Context, wish: Wish): Promise<FileReply> {
  const { books, settlement } = await readSettlement(context, wish)
  const table = settlementTable(settlement, books.frame)
  return fileOf('stammgast-points-stores.csv', books.frame, table)
}

function monthsTable(months: readonly LiabilityMonth[], { language, money }: Frame): Table {
  const { months: words, print, settlement } = wordsOf(language)
  const inMoney = (word: string) => `${word} (${money})`
  return {
    columns: [
      ...[words.month, settlement.currency, words.state],
      ...[words.opening, words.issued, words.reversed, words.redeemed, words.donated],
      ...[words.expired, words.other, words.closing, words.expected],
      ...[words.opening, words.allocated, words.earned, words.breakage].map(inMoney),
      ...[words.closing, words.fairValue, words.provision].map(inMoney),
      ...[words.value, words.rate, print.goodsShare, print.cost],
    ],
    rows: months.map(({ month, name, closed, terms, points, deferred, ...sums }) => [
      ...[monthText(month), name, closed ? words.closed : words.open],
      ...[points.opening, points.issued, points.reversed, points.redeemed, points.donated],
      ...[points.expired, points.other, points.closing, sums.expected],
      ...[deferred.opening, deferred.allocated, deferred.redeemed].map(inWholeUnits),
      ...[deferred.breakage, deferred.closing, sums.fairValue].map(inWholeUnits),
      inWholeUnits(sums.provision),
      ...[Number(terms.value), terms.redemptionRate, terms.goodsShare, terms.costRate],
    ]),
  }
}

function settlementTable({ items }: StoreSettlement, { language, money }: Frame): Table {
  const { settlement: words } = wordsOf(language)
  const nameOf = (store: { name: string } | null) => store?.name ?? words.nowhere
  return {
    columns: [
      ...[words.month, words.currency, words.issuer, words.redeemer, words.points],
      `${words.amount} (${money})`,
    ],
    rows: items.map(({ month, name, issuer, redeemer, points, amount }) => [
      ...[monthText(month), name, nameOf(issuer), nameOf(redeemer), points],
      inWholeUnits(amount),
    ]),
  }
}
