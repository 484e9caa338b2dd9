import { atBeginning, inLanguage, unitInLanguage } from '#locales/proposed-names.ts'
import { useGuest } from './guest.ts'

type Names = {
  /** A name as the business gave it; one it left as it was proposed, in the guest's language. */
  said: (name: string) => string
  /** The same where it begins a line. */
  begun: (name: string) => string
  /** What is collected, beside how many. */
  unit: (name: string, count: number) => string
}

export function useNames(): Names {
  const { language, portal } = useGuest()
  const { currency } = portal.business
  const said = (name: string) => inLanguage(name, language, currency)
  return {
    said,
    begun: (name) => atBeginning(said(name)),
    unit: (name, count) => unitInLanguage(name, count, language),
  }
}
