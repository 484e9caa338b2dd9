import type { PartnerPayment, PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import {
  dateOf,
  moneyOf,
  monthWords,
  numberOf,
  type PaperColumn,
  paperTable,
  printPaper,
  subheading,
} from '#domain/ledger/liability/print/paper.ts'
import type { Frame } from '#domain/ledger/liability/read-terms.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Money } from '#kernel/money.ts'
import { eachOf } from './agreement.ts'
import { readPartnerSettlement, type Wish } from './read-settlement.ts'
import { wordsOf } from './words.ts'

/** What we and our partners owe each other on paper, one partner after the other. */
export async function printPartnerSettlement(context: Context, wish: Wish): Promise<FileReply> {
  const { frame, settlement } = await readPartnerSettlement(context, wish)
  const { title, made, page } = wordsOf(frame.language).print
  return await printPaper('stammgast-partners.pdf', {
    ...{ frame, title, made, page, pageOrientation: 'landscape' },
    madeOn: dateText(frame.zone.dayOf(context.clock.now())),
    content: contentOf(settlement, frame),
  })
}

type Item = PartnerSettlement['items'][number]

function contentOf(settlement: PartnerSettlement, frame: Frame): object[] {
  const { settlement: words } = wordsOf(frame.language)
  const { items, balances, payments, accounts } = settlement
  const named = [...balances, ...payments, ...accounts].map(({ partner }) => partner)
  const partners = new Map(named.map((partner) => [partner.key, partner]))
  if (partners.size === 0) return [{ text: words.empty, margin: [0, 18, 0, 0] }]
  return [...partners.values()].map(({ key, name }) => {
    const own = items.filter(({ partner }) => partner.key === key)
    const paid = payments.filter(({ partner }) => partner.key === key)
    return {
      unbreakable: own.length + paid.length <= 24,
      stack: [
        subheading(name, sumsOf(settlement, key, frame)),
        own.length > 0 &&
          paperTable(
            own,
            [words.month, ({ month }) => monthWords(month, frame)],
            columnsOf(frame),
            [...[60, 70, '*'], ...[65, 80, 80, 80, 80]],
          ),
        paid.length > 0 &&
          paperTable(paid, [words.day, ({ paidOn }) => dateOf(paidOn, frame)], paidColumns(frame), [
            ...[70, 120, '*', 90],
          ]),
      ].filter(Boolean),
    }
  })
}

function sumsOf({ balances, accounts }: PartnerSettlement, key: string, frame: Frame): string {
  const { settlement: words } = wordsOf(frame.language)
  const balance = balances.find(({ partner }) => partner.key === key)
  const account = accounts.find(({ partner }) => partner.key === key)
  return [
    balance && `${words.businessOwes}: ${moneyOf(balance.businessOwes, frame)}`,
    balance && `${words.partnerOwes}: ${moneyOf(balance.partnerOwes, frame)}`,
    account && `${words.openNow}: ${openWords(account.open, frame)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function openWords({ amount, currency }: Money, frame: Frame): string {
  const { owed } = wordsOf(frame.language).settlement
  if (amount === 0) return owed.nothing
  const sum = moneyOf({ amount: Math.abs(amount), currency }, frame)
  return (amount > 0 ? owed.business : owed.partner).replace('{{amount}}', sum)
}

function paidColumns(frame: Frame): PaperColumn<PartnerPayment>[] {
  const { settlement: words } = wordsOf(frame.language)
  return [
    [words.payment, ({ paidBy }) => words.paid[paidBy], 'left'],
    [words.reference, ({ reference }) => reference || '–', 'left'],
    [words.sum, ({ amount }) => moneyOf(amount, frame)],
  ]
}

function columnsOf(frame: Frame): PaperColumn<Item>[] {
  const { settlement: words } = wordsOf(frame.language)
  const number = (value: number) => numberOf(value, 0, frame)
  const each = ({ terms }: Item) => moneyOf({ amount: eachOf(terms), currency: frame.money }, frame)
  return [
    [words.state, ({ closed }) => (closed ? words.closed : words.open), 'left'],
    [words.reward, ({ reward }) => reward.name, 'left'],
    [words.redemptions, ({ redemptions }) => number(redemptions)],
    [words.givenBack, ({ givenBack }) => number(givenBack)],
    [words.each, each],
    [words.businessOwes, ({ businessOwes }) => moneyOf(businessOwes, frame)],
    [words.partnerOwes, ({ partnerOwes }) => moneyOf(partnerOwes, frame)],
  ]
}
