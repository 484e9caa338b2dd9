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

/** A whole number from the least on; null where it is none. */
export function readCount(text: string, least: number): number | null {
  const plain = text.trim()
  const count = /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN
  return count >= least ? count : null
}
