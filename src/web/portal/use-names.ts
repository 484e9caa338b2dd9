import { inLanguage, unitInLanguage } from '#locales/proposed-names.ts'
import { useGuest } from './guest.ts'

type Names = {
  /** A name as the business gave it; one it left as it was proposed, in the guest's language. */
  said: (name: string) => string
  /** What is collected, beside how many. */
  unit: (name: string, count: number) => string
}

export function useNames(): Names {
  const { language, portal } = useGuest()
  const { currency } = portal.business
  return {
    said: (name) => inLanguage(name, language, currency),
    unit: (name, count) => unitInLanguage(name, count, language),
  }
}
