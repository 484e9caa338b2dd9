import { currencyDecimals } from '#kernel/money.ts'
import { prints as german } from '#locales/de/prints.ts'
import { prints as english } from '#locales/en/prints.ts'
import type { Language } from '#locales/language.ts'
import type { Same } from '#locales/same.ts'
import type { Look } from './look.ts'

export type PaperWords = Same<typeof german>['paper']

export const paperWords = (language: Language): PaperWords =>
  (language === 'de' ? german : english).paper

/** What files are called by whoever keeps them, without their ending. */
export const fileWords = (language: Language): Same<typeof german>['files'] =>
  (language === 'de' ? german : english).files

/** `10 Stempel: ein Heißgetränk.` */
export function headlineOf({ offer, language }: Look): string {
  const words = paperWords(language)
  if (!offer) return words.headlineOnly
  return filled(words.headline, { places: offer.places, reward: offer.full })
}

/** How one collects, a sentence a line; empty: the paper does not say. */
export function rulesOf({ offer, language, currency }: Look): string {
  if (!offer) return ''
  const words = paperWords(language)
  const { stamp, first } = offer
  const amount = stamp?.kind === 'per_amount' ? moneyText(stamp.amount, currency, language) : ''
  return [
    stamp?.kind === 'per_visit' ? words.visit : '',
    stamp?.kind === 'per_amount' ? filled(words.amount, { amount }) : '',
    first ? filled(words.first, { places: first.places, reward: first.name }) : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** As this language writes money: `20,00 €`, `€20.00`. */
const moneyText = (amount: number, currency: string, language: Language): string =>
  new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
  }).format(amount / 10 ** currencyDecimals(currency))

/** Puts values where a text names them. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => `${values[name] ?? whole}`)
