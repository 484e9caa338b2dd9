import { start as german } from '#locales/de/start.ts'
import { start as english } from '#locales/en/start.ts'
import type { Language } from '#locales/language.ts'
import type { Same } from '#locales/same.ts'

type Proposal = Same<typeof german.proposal>

export type StartWords = Omit<Proposal, 'amountOff'> & {
  /** `5 € Nachlass` */
  amountOff(whole: number): string
}

/** What things are called at first, in the language of the business. */
export function wordsOf(language: Language, currency: string): StartWords {
  const words: Proposal = (language === 'de' ? german : english).proposal
  const money = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: 0, maximumFractionDigits: 0 },
  })
  return {
    ...words,
    amountOff: (whole) => words.amountOff.replace('{{amount}}', money.format(whole)),
  }
}
