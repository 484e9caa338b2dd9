import type { PartnerPayment, PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { fileOf, monthText, type Table } from '#domain/ledger/liability/print/table-file.ts'
import type { Frame } from '#domain/ledger/liability/read-terms.ts'
import { inWholeUnits } from '#kernel/money.ts'
import { eachOf } from './agreement.ts'
import { readPartnerSettlement, type Wish } from './read-settlement.ts'
import { wordsOf } from './words.ts'

export async function exportPartnerSettlement(context: Context, wish: Wish): Promise<FileReply> {
  const { frame, settlement } = await readPartnerSettlement(context, wish)
  return fileOf('stammgast-partners.csv', frame, tableOf(settlement, frame))
}

function tableOf({ items, payments }: PartnerSettlement, { language, money }: Frame): Table {
  const { settlement: words } = wordsOf(language)
  const inMoney = (word: string) => `${word} (${money})`
  return {
    columns: [
      ...[words.month, words.state, words.partner, words.reward],
      ...[words.redemptions, words.givenBack, inMoney(words.each)],
      ...[words.businessOwes, words.partnerOwes].map(inMoney),
    ],
    rows: [
      ...items.map(({ month, closed, partner, reward, terms, ...sums }) => [
        ...[monthText(month), closed ? words.closed : words.open, partner.name, reward.name],
        ...[sums.redemptions, sums.givenBack],
        inWholeUnits({ amount: eachOf(terms), currency: money }),
        ...[sums.businessOwes, sums.partnerOwes].map(inWholeUnits),
      ]),
      ...payments.toReversed().map((payment) => paymentRow(payment, words)),
    ],
  }
}

/** What was paid lowers what is owed, so the columns add up to what is left. */
function paymentRow(
  { partner, paidBy, amount, paidOn, reference }: PartnerPayment,
  words: ReturnType<typeof wordsOf>['settlement'],
) {
  const paid = inWholeUnits({ ...amount, amount: -amount.amount })
  return [
    ...[paidOn.slice(0, 7), words.paidOn.replace('{{date}}', paidOn), partner.name],
    ...[[words.paid[paidBy], reference].filter(Boolean).join(', '), null, null, null],
    ...(paidBy === 'business' ? [paid, null] : [null, paid]),
  ]
}
