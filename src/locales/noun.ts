import type { Presence } from '#kernel/presence.ts'
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

const ways = /<([^<>|]*)\|([^<>|]*)>/g

/** `<Kauf|Besuch>`: left where purchases alone count as having been there, right where visits do too. */
export function withPresence(text: string, presence: Presence): string {
  return text.replace(ways, (_, bought: string, visited: string) =>
    presence === 'purchases' ? bought : visited,
  )
}

/** The noun first: it may stand within the other. */
export function textsWithNoun<Tree extends Texts>(
  texts: Tree,
  noun: CustomerNoun,
  presence: Presence = 'purchases',
): Tree {
  const chosen = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === 'string'
      ? withPresence(withNoun(text, noun), presence)
      : textsWithNoun(text, noun, presence),
  ])
  // Only the texts change, never the keys.
  return Object.fromEntries(chosen) as Tree
}
