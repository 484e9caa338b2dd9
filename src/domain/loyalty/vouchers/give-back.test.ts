import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, owedBack, type Taken } from './give-back.ts'

const nothing: Taken = { uses: 0, discount: 0, cost: 0 }
const amounts = fc.integer({ min: 1, max: 100_000 })

/** Writes the lines that these returns call for, one after the other; byHand may stand between. */
function livesThrough(taken: Taken, paid: number, returns: readonly number[], byHand: Taken) {
  let before = nothing
  let returned = 0
  returns.forEach((amount, index) => {
    returned += amount
    const owed = owedBack(taken, { paid, returned, returns: index + 1 })
    const line = lineOf(owed, byHand, before)
    before = {
      uses: before.uses + line.uses,
      discount: before.discount + line.discount,
      cost: before.cost + line.cost,
    }
  })
  return before
}

test('any order of partial returns equals one full return, and none gives back more', () => {
  fc.assert(
    fc.property(
      fc.array(amounts, { minLength: 1, maxLength: 8 }),
      amounts,
      amounts,
      fc.boolean(),
      (parts, discount, cost, isWhole) => {
        const sum = parts.reduce((total, part) => total + part, 0)
        const paid = isWhole ? sum : sum + 1
        const taken = { uses: 1, discount, cost }
        const back = livesThrough(taken, paid, parts, nothing)
        expect(livesThrough(taken, paid, parts.toReversed(), nothing)).toEqual(back)
        expect(livesThrough(taken, paid, [sum], nothing)).toEqual(back)
        expect(back.uses).toBe(isWhole ? -1 : 0)
        expect(-back.discount).toBeLessThanOrEqual(discount)
        if (isWhole) expect(back).toEqual({ uses: -1, discount: -discount, cost: -cost })
      },
    ),
  )
})

test('what was given back by hand counts, and the two never exceed what was taken', () => {
  fc.assert(
    fc.property(
      amounts,
      amounts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (paid, discount, share) => {
        const taken = { uses: 1, discount, cost: discount }
        const hand = Math.round(discount * share)
        const byHand = { uses: hand === discount ? -1 : 0, discount: -hand, cost: -hand }
        const back = livesThrough(taken, paid, [paid], byHand)
        expect(back.discount + byHand.discount).toBe(-discount)
        expect(back.uses + byHand.uses).toBe(-1)
      },
    ),
  )
})
