import { proposal as german } from './de/proposal.ts'
import { proposal as english } from './en/proposal.ts'
import type { Language } from './language.ts'
import type { Same } from './same.ts'

type Proposal = Same<typeof german>

export type ProposalWords = Omit<Proposal, 'amountOff'> & {
  /** `5 € Nachlass` */
  amountOff(whole: number): string
}

/** What the guided start calls things, before anybody names them otherwise. */
export function proposalWords(language: Language, currency: string): ProposalWords {
  const words: Proposal = language === 'de' ? german : english
  const money = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: 0, maximumFractionDigits: 0 },
  })
  return {
    ...words,
    amountOff: (whole) => words.amountOff.replace('{{amount}}', money.format(whole)),
  }
}
