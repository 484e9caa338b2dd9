/** Languages every screen and mail exists in; the first is the one texts are written in. */
export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

/** What a business calls those who buy: a café has guests, a shop has customers. */
export const customerNouns = ['guest', 'customer'] as const
export type CustomerNoun = (typeof customerNouns)[number]

/** A café has guests, all others have customers; so has one that is not known yet. */
export const nounOf = (trade: string | undefined): CustomerNoun =>
  trade === undefined || trade === 'gastronomy' ? 'guest' : 'customer'

export const isLanguage = (text: string): text is Language =>
  languages.some((language) => language === text)

/** The first of the wished languages (as a browser sends them) that there are words for. */
export function chooseLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const language = tag.toLowerCase().split('-')[0] ?? ''
    if (isLanguage(language)) return language
  }
  return 'de'
}
