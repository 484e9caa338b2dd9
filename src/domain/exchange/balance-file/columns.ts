import { malformed } from '#kernel/errors.ts'

/** What a column of a file of balances can hold. */
export type BalanceField = 'card_number' | 'points' | 'currency' | 'name' | 'email'

/** What each column of the file means; null: it is passed over. */
export type Columns = readonly (BalanceField | null)[]

/** How columns are called, in the form in which headers are compared. */
const names: Record<BalanceField, readonly string[]> = {
  card_number: ['cardnumber', 'card', 'kartennummer', 'karte', 'kartennr', 'nummer', 'number'],
  points: ['points', 'punkte', 'stamps', 'stempel', 'guthaben', 'balance', 'punktestand', 'stand'],
  currency: ['currency', 'währung', 'punkteart', 'art', 'pointcurrency'],
  name: ['name', 'kunde', 'gast', 'kundenname', 'fullname'],
  email: ['email', 'emailadresse', 'mail', 'emailaddress'],
}

/** Reads a header; each field is its first column. @throws Refusal where a balance is of no card */
export function readColumns(header: readonly string[]): Columns {
  const taken = new Set<BalanceField>()
  const columns = header.map((word) => {
    const field = fieldOf(word)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
  if (taken.has('card_number') && taken.has('points')) return columns
  throw malformed(
    'balance_columns_missing',
    'The file needs a column with the card number and one with the points.',
  )
}

function fieldOf(header: string): BalanceField | null {
  const word = header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const found = Object.entries(names).find(([, words]) => words.includes(word))
  // The keys of the record are its fields.
  return found ? (found[0] as BalanceField) : null
}
