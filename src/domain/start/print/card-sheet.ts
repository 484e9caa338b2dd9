import type { FullCardBatch } from '#contract/endpoints/card-batches.ts'
import { cardsPerFile } from '#contract/endpoints/prints.ts'
import type { FileReply } from '#contract/route.ts'
import { drawCode } from '#domain/customers/cards/draw-code.ts'
import { cardLink, groupedCardNumber } from '#kernel/card-number.ts'
import { conflict } from '#kernel/errors.ts'
import type { Look } from './look.ts'
import { fittedSize, hairlineGray, markOf, mm, paperGray, press } from './press.ts'
import { fileWords, filled, paperWords } from './print-words.ts'

const [cardWidth, cardHeight] = [mm(85), mm(54)]
const columnGap = mm(10)
const [left, top] = [mm(15), mm(13.5)]
const cardsPerSheet = 10

type Printing = {
  part: number
  /** Where the program is reached for years; null: nobody said, and a link would lead nowhere. */
  publicOrigin: string | null
}

/**
 * Cards of the size of credit cards, ten a sheet, as perforated sheets of 85 x 54 mm have them. Only
 * numbers that nobody has yet: who lost the paper prints what is left.
 */
export async function printCardSheet(
  batch: FullCardBatch,
  look: Look,
  { part, publicOrigin }: Printing,
): Promise<FileReply> {
  const free = batch.cards
    .filter(({ state }) => state === 'new')
    .slice((part - 1) * cardsPerFile, part * cardsPerFile)
  if (free.length === 0) throw conflict('card_batch_given_out', 'All these cards are given out.')
  const sheets = Array.from({ length: Math.ceil(free.length / cardsPerSheet) }, (_, sheet) =>
    free.slice(sheet * cardsPerSheet, (sheet + 1) * cardsPerSheet),
  )
  const name = fileWords(look.nameLanguage).cards
  return await press(part === 1 ? name : `${name}-${part}`, look, {
    ...{ title: paperWords(look.language).cardOnly, pageSize: 'A4', margins: 0 },
    content: sheets.flatMap((cards, sheet) => [
      // What stands at a place of its own takes no room, so a page needs something to begin with.
      { text: ' ', fontSize: 1, ...(sheet > 0 ? { pageBreak: 'before' } : {}) },
      cutMarks(),
      ...cards.flatMap(({ cardNumber }, place) =>
        cardAt(look, { cardNumber, publicOrigin }, place),
      ),
    ]),
  })
}

const placeOf = (place: number) => ({
  x: left + (place % 2) * (cardWidth + columnGap),
  y: top + Math.floor(place / 2) * cardHeight,
})

type Printed = { cardNumber: string; publicOrigin: string | null }

/** A phone's own camera opens the link; scanners and cameras of the till read the number in it. */
export const qrOfCard = ({ cardNumber, publicOrigin }: Printed): string =>
  publicOrigin === null ? cardNumber : cardLink(publicOrigin, cardNumber)

/** A card: whose it is and what it brings on the left, its number thrice for camera, scanner and eye. */
function cardAt(look: Look, { cardNumber, publicOrigin }: Printed, place: number): object[] {
  const { x, y } = placeOf(place)
  const at = (right: number, down: number) => ({
    absolutePosition: { x: x + mm(right), y: y + mm(down) },
  })
  const promise = promiseOf(look)
  const words = { width: mm(48), from: 15, height: mm(13) }
  return [
    { ...inColumn(markOf(look, words), words.width), ...at(6, 6) },
    {
      ...inColumn(
        {
          text: promise,
          fontSize: fittedSize(promise, { width: words.width, from: 9, to: 6.5, lines: 2 }),
          color: paperGray,
        },
        words.width,
      ),
      ...at(6, 20),
    },
    // As large as there is room, with its quiet zone: a link has many small modules.
    {
      ...{ svg: drawCode(qrOfCard({ cardNumber, publicOrigin }), 'qr'), width: mm(26) },
      ...at(55.25, 4.25),
    },
    { svg: stretched(drawCode(cardNumber, 'bar')), width: mm(48), height: mm(10), ...at(2, 33) },
    { text: groupedCardNumber(cardNumber), fontSize: 11, bold: true, ...at(6, 44.5) },
  ]
}

/** Bars may be as high as there is room. */
const stretched = (svg: string): string => svg.replace('<svg ', '<svg preserveAspectRatio="none" ')

/** Text at a place of its own ends at the page's edge, unless it stands in a column. */
const inColumn = (node: object, width: number) => ({ columns: [{ width, stack: [node] }] })

function promiseOf({ offer, language }: Look): string {
  const words = paperWords(language)
  return offer ? filled(words.card, { places: offer.places, reward: offer.full }) : words.cardOnly
}

const markLength = mm(4)

/** At the corners, outside of every card: what is cut off carries no line. */
function cutMarks(): object {
  const [right, bottom] = [left + 2 * cardWidth + columnGap, top + 5 * cardHeight]
  const columns = [left, left + cardWidth, left + cardWidth + columnGap, right]
  const rows = Array.from({ length: 6 }, (_, row) => top + row * cardHeight)
  const upright = columns.flatMap((x) => [
    lineOf(x, top - mm(1) - markLength, x, top - mm(1)),
    lineOf(x, bottom + mm(1), x, bottom + mm(1) + markLength),
  ])
  const lying = rows.flatMap((y) => [
    lineOf(left - mm(1) - markLength, y, left - mm(1), y),
    lineOf(left + cardWidth + mm(3), y, left + cardWidth + columnGap - mm(3), y),
    lineOf(right + mm(1), y, right + mm(1) + markLength, y),
  ])
  return { canvas: [...upright, ...lying], absolutePosition: { x: 0, y: 0 } }
}

const lineOf = (x1: number, y1: number, x2: number, y2: number) => ({
  ...{ type: 'line', x1, y1, x2, y2, lineWidth: 0.5, lineColor: hairlineGray },
})
