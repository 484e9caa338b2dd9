import { describe, expect, test } from 'vitest'
import { type GiftArticle, giftArticle } from '#contract/language/gift-ladder.ts'
import { ladderOf, programOf, purchaseAt, returnAt } from '../../../tests/program-lives.ts'
import { type HandedGift, positionOn, suggestGifts, tasteOf } from './gift-ladder.ts'
import { planOf } from './program.ts'
import { replayProgram } from './run-program.ts'

const steps = (count: number, ...articles: string[]) => ({ count, articles })
const ladder = ladderOf({
  key: 'gifts',
  amountMin: 500,
  rounds: [
    { steps: [steps(10, 'cup', 'beans'), steps(100, 'kettle')] },
    { steps: [steps(10, 'scarf')] },
  ],
})

describe('a gift ladder', () => {
  test('has a gift at 10 and at 100, then a second round with its own, then begins anew', () => {
    expect(positionOn(ladder, 9, [])).toEqual({
      round: 0,
      count: 9,
      due: [],
      next: { round: 0, count: 10, missing: 1 },
    })
    const cup: HandedGift = { round: 0, count: 10, article: 'cup' }
    expect(positionOn(ladder, 100, [cup])).toEqual({
      round: 1,
      count: 0,
      due: [{ round: 0, count: 100, articles: ['kettle'] }],
      next: { round: 1, count: 10, missing: 10 },
    })
    expect(positionOn(ladder, 120, [cup]).due.map(({ round, count }) => [round, count])).toEqual([
      [0, 100],
      [1, 10],
      [2, 10],
    ])
  })

  test('counts purchases of enough value, a visit once, and not what was given back', () => {
    const plan = planOf(programOf({ giftLadders: [ladder] }))
    const first = purchaseAt('2026-05-04T09:00', 500)
    const facts = [
      first,
      purchaseAt('2026-05-04T09:30', 900),
      purchaseAt('2026-05-04T12:00', 499),
      purchaseAt('2026-05-05T09:00', 700),
    ]
    expect(replayProgram(facts, [], plan).state.ladders).toEqual({ gifts: 2 })
    const back = returnAt('2026-05-06T09:00', first, 500)
    expect(replayProgram([...facts, back], [], plan).state.ladders).toEqual({ gifts: 1 })
  })

  test('gives no second gift at a step that was lost by a return and reached again', () => {
    const cup: HandedGift = { round: 0, count: 10, article: 'cup' }
    expect(positionOn(ladder, 9, [cup]).due).toEqual([])
    expect(positionOn(ladder, 10, [cup]).due).toEqual([])
    expect(positionOn(ladder, 10, []).due).toHaveLength(1)
  })

  test('that was rewritten takes a gift of the old one for the first of the new', () => {
    const old: HandedGift = { round: 0, count: 8, article: 'cup' }
    expect(positionOn(ladder, 12, [old]).due).toEqual([])
    expect(positionOn(ladder, 100, [old]).due).toHaveLength(1)
  })
})

describe('the gift that is suggested', () => {
  const article = (key: string, rest: Record<string, unknown> = {}): GiftArticle =>
    giftArticle.parse({ key, name: key, stock: 5, cost: 100, ...rest })
  const cup = article('cup', { category: 'coffee' })
  const pot = article('pot', { category: 'tea' })
  const oat = article('oat', { category: 'coffee', sku: 'oat' })
  const taste = tasteOf([
    purchaseAt('2026-05-04T09:00', 900, {
      lines: [
        { amount: 300, sku: 'oat', category: 'coffee' },
        { amount: 300, sku: 'black', category: 'coffee', quantity: 2 },
        { amount: 300, sku: 'green', category: 'tea' },
      ],
    }),
  ])
  const suggested = (articles: GiftArticle[], received: string[] = []) =>
    suggestGifts(articles, taste, received).map(({ key }) => key)

  test('is the nearest to what the customer buys', () => {
    expect(suggested([pot, cup, oat])).toEqual(['oat', 'cup', 'pot'])
  })

  test('is never the same twice while another is in stock', () => {
    expect(suggested([pot, cup, oat], ['oat', 'cup'])).toEqual(['pot'])
    expect(suggested([{ ...pot, stock: 0 }, cup, oat], ['oat', 'cup', 'oat'])).toEqual(['cup'])
    expect(suggested([{ ...pot, stock: 0 }])).toEqual([])
  })

  test('is the cheaper of two that are equally near', () => {
    const cheap = article('zebra', { category: 'tea', cost: 50 })
    expect(suggested([pot, cheap])).toEqual(['zebra', 'pot'])
  })
})
