import { proportionOf } from '#kernel/decimal.ts'

/**
 * The price of a purchase that brings points, parted between goods and points in proportion to
 * what each would cost alone. IFRS 15.74, example 52 (IE267-IE270).
 * @param price what was paid
 * @param goods what the goods would cost alone
 * @param points what the points would cost alone: their value times the share that is redeemed
 */
export function allocatePrice(
  price: number,
  { goods, points }: { goods: number; points: number },
): { goods: number; points: number } {
  const whole = goods + points
  const forPoints = whole === 0 ? 0 : proportionOf(price, points, whole)
  return { goods: price - forPoints, points: forPoints }
}

/**
 * Of the price allocated to points, what is earned so far: the share redeemed of all that are
 * expected to be redeemed. Taken over all time, so a changed expectation is caught up with at once
 * (IFRS 15.B46, IE270); a period's revenue is the difference to the one before. Where none is
 * expected, nothing is owed any more and all is earned.
 */
export const recognizedRevenue = (
  allocated: number,
  { redeemed, expected }: { redeemed: number; expected: number },
): number => (expected === 0 ? allocated : signedProportion(allocated, redeemed, expected))

/** Rounds half away from zero, so that a reversal rounds like its origin. */
export const signedProportion = (amount: number, part: number, whole: number): number =>
  amount < 0 ? 0 - proportionOf(-amount, part, whole) : proportionOf(amount, part, whole)
