import { createInstance, type i18n } from 'i18next'
import type { Presence } from '#kernel/presence.ts'
import type { de } from './de/index.ts'
import type { CustomerNoun, Language } from './language.ts'
import { type Texts, textsWithNoun } from './noun.ts'

export * from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: typeof de
  }
}

/** A translator of its own: the server answers many people at once, each in their language. */
export async function startTranslator(language: Language, noun: CustomerNoun): Promise<i18n> {
  const translator = createInstance()
  const texts = await loadTexts(language)
  await translator.init({
    lng: language,
    resources: { [language]: textsWithNoun(texts, noun) },
    defaultNS: 'frame',
    interpolation: { escapeValue: false },
  })
  return translator
}

/** Switches a running translator, as when the business changes its trade or what it counts, or a person the language. */
export async function changeWords(
  translator: i18n,
  language: Language,
  noun: CustomerNoun,
  presence: Presence = 'purchases',
) {
  await addWords(translator, language, noun, presence)
  await translator.changeLanguage(language)
}

/** Teaches a running translator a language beside its own, as for what is read in both. */
export async function addWords(
  translator: i18n,
  language: Language,
  noun: CustomerNoun,
  presence: Presence = 'purchases',
) {
  const texts = await loadTexts(language)
  for (const [area, areaTexts] of Object.entries(textsWithNoun(texts, noun, presence))) {
    translator.addResourceBundle(language, area, areaTexts, true, true)
  }
}

async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case 'de':
      return (await import('./de/index.ts')).de
    case 'en':
      return (await import('./en/index.ts')).en
  }
}
