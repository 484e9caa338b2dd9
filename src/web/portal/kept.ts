import type { Language } from '#locales/language.ts'
import type { Card, Portal } from './routes.ts'

/** What this device keeps, so that the card opens without a network and without signing in. */
type Kept = {
  /** Somebody signed in here: only then is there a session to ask for. */
  entered: true
  portal: Portal
  card: Card
  language: Language
}

const names: { [Part in keyof Kept]: string } = {
  entered: 'stammgast-entered',
  portal: 'stammgast-portal',
  card: 'stammgast-card',
  language: 'stammgast-guest-language',
}

export function recall<Part extends keyof Kept>(part: Part): Kept[Part] | undefined {
  try {
    const text = localStorage.getItem(names[part])
    // Written below, under the same name.
    return text === null ? undefined : (JSON.parse(text) as Kept[Part])
  } catch (error) {
    // A browser may keep nothing at all, or something half written: then there is nothing to recall.
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined
    throw error
  }
}

export function keep<Part extends keyof Kept>(part: Part, what: Kept[Part]) {
  try {
    localStorage.setItem(names[part], JSON.stringify(what))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

/** The guest leaves this device; how the business looks is nobody's secret. */
export function forgetGuest() {
  localStorage.removeItem(names.entered)
  localStorage.removeItem(names.card)
}
