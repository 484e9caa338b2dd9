import { createInstance, type i18n } from 'i18next'
import type { CustomerNoun, Language } from '#locales/language.ts'
import { type Texts, textsWithNoun } from '#locales/noun.ts'

/** Only what stands at the till, and one language of it: the office weighs more than the page. */
export async function startWords(language: Language, noun: CustomerNoun): Promise<i18n> {
  const translator = createInstance()
  await translator.init({
    lng: language,
    resources: { [language]: await textsOf(language, noun) },
    defaultNS: 'pos',
    interpolation: { escapeValue: false },
  })
  return translator
}

export async function changeWordsTo(
  translator: i18n,
  language: Language,
  noun: CustomerNoun,
): Promise<void> {
  for (const [area, texts] of Object.entries(await textsOf(language, noun))) {
    translator.addResourceBundle(language, area, texts, true, true)
  }
  await translator.changeLanguage(language)
}

async function textsOf(language: Language, noun: CustomerNoun): Promise<Texts> {
  const [{ pos }, { rewardReasons }] = await load(language)
  // A picture of the house's own design has one text of the frame in it.
  const frame = { stamps: pos.stampsOf }
  return textsWithNoun({ pos, 'reward-reasons': rewardReasons, frame }, noun)
}

function load(language: Language) {
  switch (language) {
    case 'de':
      return Promise.all([import('#locales/de/pos.ts'), import('#locales/de/reward-reasons.ts')])
    case 'en':
      return Promise.all([import('#locales/en/pos.ts'), import('#locales/en/reward-reasons.ts')])
  }
}
