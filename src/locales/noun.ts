import type { CustomerNoun } from './language.ts'

/** A tree of texts as it stands in a locale file. */
export type Texts = { readonly [key: string]: string | Texts }

const alternatives = /\[([^[\]|]*)\|([^[\]|]*)\]/g

/**
 * Texts name the customer in both ways, `[Gäste|Kunden]`: left for guests, right for customers.
 * Writing both in place keeps case, article and compound right, which a dictionary would not.
 */
export function withNoun(text: string, noun: CustomerNoun): string {
  return text.replace(alternatives, (_, guest: string, customer: string) =>
    noun === 'guest' ? guest : customer,
  )
}

export function textsWithNoun<Tree extends Texts>(texts: Tree, noun: CustomerNoun): Tree {
  const chosen = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === 'string' ? withNoun(text, noun) : textsWithNoun(text, noun),
  ])
  // Only the texts change, never the keys.
  return Object.fromEntries(chosen) as Tree
}
