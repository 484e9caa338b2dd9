import { createInstance, type i18n } from 'i18next'
import type { Presence } from '#kernel/presence.ts'
import { type AddressForm, textsWithAddressForm } from '#locales/address-form.ts'
import type { CustomerNoun, Language } from '#locales/language.ts'
import { type Texts, textsWithNoun } from '#locales/noun.ts'

/** In which words a guest is spoken to. */
export type Manner = {
  language: Language
  noun: CustomerNoun
  addressForm: AddressForm
  presence: Presence
}

/** Only what guests read, and one language of it: the whole office would weigh more than the page. */
export async function startWords(manner: Manner): Promise<i18n> {
  const translator = createInstance()
  await translator.init({
    lng: manner.language,
    resources: { [manner.language]: await textsOf(manner) },
    defaultNS: 'portal',
    interpolation: { escapeValue: false },
  })
  return translator
}

export async function changeWordsTo(translator: i18n, manner: Manner): Promise<void> {
  for (const [area, texts] of Object.entries(await textsOf(manner))) {
    translator.addResourceBundle(manner.language, area, texts, true, true)
  }
  await translator.changeLanguage(manner.language)
}

async function textsOf({ language, noun, addressForm, presence }: Manner): Promise<Texts> {
  const { portal } = await load(language)
  // A picture of the house's own design has one text of the frame in it.
  const texts: Texts = { portal, frame: { stamps: portal.stamps.of } }
  return textsWithAddressForm(textsWithNoun(texts, noun, presence), addressForm)
}

function load(language: Language) {
  switch (language) {
    case 'de':
      return import('#locales/de/portal.ts')
    case 'en':
      return import('#locales/en/portal.ts')
  }
}
