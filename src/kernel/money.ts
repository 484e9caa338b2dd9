/** Money is an integer count of the currency's minor units. */
export type Money = { amount: number; currency: string }

const decimalsOf = new Map<string, number>()

/** Decimal places of an ISO 4217 currency: EUR 2, JPY 0, BHD 3. */
export function currencyDecimals(currency: string): number {
  let decimals = decimalsOf.get(currency)
  if (decimals === undefined) {
    decimals =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2
    decimalsOf.set(currency, decimals)
  }
  return decimals
}

/** An amount in whole units of its currency, for files and tables that people calculate with. */
export const inWholeUnits = ({ amount, currency }: Money): number =>
  amount / 10 ** currencyDecimals(currency)

const currencies = new Set(Intl.supportedValuesOf('currency'))

export const isCurrency = (text: string): boolean => currencies.has(text)

/** Rounds half up, away from zero for negatives, so that a reversal rounds like its origin. */
export function roundHalfUp(value: number): number {
  const rounded = Math.sign(value) * Math.floor(Math.abs(value) + 0.5)
  return rounded === 0 ? 0 : rounded
}

/** Net of tax, in minor units, of a gross amount. `taxRate` is a fraction: 0.19. */
export function netOfTax(grossMinor: number, taxRate: number): number {
  return roundHalfUp(grossMinor / (1 + taxRate))
}
