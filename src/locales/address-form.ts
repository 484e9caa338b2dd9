import type { Texts } from './noun.ts'

/** How a business speaks to the people who read this. */
export type AddressForm = 'du' | 'Sie'

const alternatives = /\{([^{}|]*)\|([^{}|]*)\}/g

/** Texts to guests are written in both ways in place, `{Ihre|deine} Karte`: left Sie, right du. */
export function withAddressForm(text: string, form: AddressForm): string {
  return text.replace(alternatives, (_, formal: string, familiar: string) =>
    form === 'Sie' ? formal : familiar,
  )
}

export function textsWithAddressForm<Tree extends Texts>(texts: Tree, form: AddressForm): Tree {
  const chosen = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === 'string' ? withAddressForm(text, form) : textsWithAddressForm(text, form),
  ])
  // Only the texts change, never the keys.
  return Object.fromEntries(chosen) as Tree
}
