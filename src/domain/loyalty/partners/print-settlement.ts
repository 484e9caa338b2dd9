import type { PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import {
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

function contentOf({ items, balances }: PartnerSettlement, frame: Frame): object[] {
  const { settlement: words } = wordsOf(frame.language)
  if (items.length === 0) return [{ text: words.empty, margin: [0, 18, 0, 0] }]
  return balances.map(({ partner, businessOwes, partnerOwes }) => {
    const own = items.filter((item) => item.partner.key === partner.key)
    const sums = [
      `${words.businessOwes}: ${moneyOf(businessOwes, frame)}`,
      `${words.partnerOwes}: ${moneyOf(partnerOwes, frame)}`,
    ]
    return {
      unbreakable: own.length <= 24,
      stack: [
        subheading(partner.name, sums.join(' · ')),
        paperTable(own, [words.month, ({ month }) => monthWords(month, frame)], columnsOf(frame), [
          ...[60, 70, '*'],
          ...[65, 80, 80, 80, 80],
        ]),
      ],
    }
  })
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
