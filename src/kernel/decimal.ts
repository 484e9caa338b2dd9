/** Digits after the point that a decimal can have. */
export const decimalPlaces = 6
const scale = 10n ** BigInt(decimalPlaces)

/** An exact number: a fraction of two integers, the lower one positive. */
export type Fraction = { over: bigint; under: bigint }

/**
 * Reads a decimal of at most six places exactly: `1.5`, `0.025`.
 * @throws RangeError for any other text
 */
export function parseDecimal(text: string): Fraction {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) throw new RangeError(`${JSON.stringify(text)} is no decimal`)
  const [, whole = '', places = ''] = match
  return { over: BigInt(whole + places.padEnd(decimalPlaces, '0')), under: scale }
}

export const wholeNumber = (value: number): Fraction => ({ over: BigInt(value), under: 1n })

export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.over,
  under: a.under * b.under,
})

/** @throws RangeError where `b` is zero or negative */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  if (b.over <= 0n) throw new RangeError('divided by what is not positive')
  return { over: a.over * b.under, under: a.under * b.over }
}

export const isLess = (a: Fraction, b: Fraction) => a.over * b.under < b.over * a.under

/** The nearest integer of what is not negative; a half goes up. */
export const roundedHalfUp = ({ over, under }: Fraction): number =>
  Number((2n * over + under) / (2n * under))

/** The part of an amount that falls to `part` of `whole`, rounded half up, exact at any size. */
export const proportionOf = (amount: number, part: number, whole: number): number =>
  roundedHalfUp({ over: BigInt(amount) * BigInt(part), under: BigInt(whole) })
