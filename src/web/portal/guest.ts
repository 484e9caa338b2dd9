import { createContext, useContext } from 'react'
import type { Language } from '#locales/language.ts'
import type { Portal } from './routes.ts'

/** Who reads this, where, and how they come and go. */
export type Guest = {
  portal: Portal
  language: Language
  /** Also goes along with each question, since names and reasons are texts too. */
  said: { query: { language: Language } }
  chooseLanguage: (language: Language) => void
  /** Somebody has just signed in. */
  enter: () => void
  /** They go, and nothing of them stays on this device. */
  leave: (path?: '/goodbye') => void
}

export const GuestContext = createContext<Guest | null>(null)

export function useGuest(): Guest {
  const guest = useContext(GuestContext)
  if (guest === null) throw new Error('useGuest needs a GuestContext above')
  return guest
}
