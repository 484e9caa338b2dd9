import { wallet as german } from '#locales/de/wallet.ts'
import { wallet as english } from '#locales/en/wallet.ts'
import type { Language } from '#locales/language.ts'
import type { Same } from '#locales/same.ts'

type Paper = Same<typeof german>['pass']
export type WalletWords = Omit<Paper, 'of'> & { of(filled: number, places: number): string }

/** What stands on a card in a wallet, in the language of the business. */
export function walletWords(language: Language): WalletWords {
  const words: Paper = (language === 'de' ? german : english).pass
  return {
    ...words,
    of: (filled, places) =>
      words.of.replace('{{filled}}', `${filled}`).replace('{{places}}', `${places}`),
  }
}
