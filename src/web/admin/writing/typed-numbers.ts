import { currencyDecimals } from '#kernel/money.ts'

/** An amount as people write it, in minor units; null where it is none. */
export function readAmount(text: string, currency: string): number | null {
  const plain = text.replace(/[^\d.,-]/g, '')
  const decimals = currencyDecimals(currency)
  if (plain === '') return null
  // `1.250` is one thousand two hundred and fifty, unless the currency has three decimals.
  const parted = new RegExp(`^([\\d.,]*?)(?:[.,](\\d{1,${Math.max(1, decimals)}}))?$`).exec(plain)
  const whole = parted?.[1] ?? ''
  if (!parted || !/^(\d*|\d{1,3}([.,]\d{3})+)$/.test(whole)) return null
  return Number(whole.replace(/[.,]/g, '') + (parted[2] ?? '').padEnd(decimals, '0'))
}

/** As a field shows it: `12,50`, without the currency. */
export function amountText(minor: number, currency: string, language: 'de' | 'en'): string {
  const decimals = currencyDecimals(currency)
  const text = (minor / 10 ** decimals).toFixed(decimals)
  return language === 'de' ? text.replace('.', ',') : text
}

/** A whole number from the least on, as `1.000` or `12 Tage`; null where it is none. */
export function readCount(text: string, least: number): number | null {
  const numeral = numeralIn(text) ?? ''
  const isWhole = /^(\d{1,9}|\d{1,3}([.,]\d{3}){1,2})$/.test(numeral)
  const count = isWhole ? Number(numeral.replace(/[.,]/g, '')) : Number.NaN
  return count >= least ? count : null
}

/** A number that may have decimals, as `1,5`, `1.5`, `1.250` or `7,5 %`; null where it is none. */
export function readDecimal(text: string): number | null {
  const numeral = numeralIn(text) ?? ''
  if (/^[1-9]\d{0,2}([.,]\d{3}){1,2}$/.test(numeral)) return Number(numeral.replace(/[.,]/g, ''))
  return /^(\d{1,9}([.,]\d{1,6})?|[.,]\d{1,6})$/.test(numeral)
    ? Number(numeral.replace(',', '.'))
    : null
}

/** As a field shows it: `7,5`. */
export const decimalText = (number: number, language: 'de' | 'en'): string =>
  language === 'de' ? String(number).replace('.', ',') : String(number)

/** The one numeral of a text; what it counts may stand beside it, a minus may not. */
export function numeralIn(text: string): string | null {
  const parted = /^[^\d.,−-]*([\d.,]*\d)[^\d]*$/.exec(text.replace(/\s/g, ''))
  return parted?.[1] ?? null
}
