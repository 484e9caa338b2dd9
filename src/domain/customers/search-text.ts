/** What a search looks through: lower-cased, one name or identity per line. */
export function searchText(names: readonly string[], values: readonly string[]): string {
  const lines = names.flatMap((name) => [name.toLowerCase(), folded(name)])
  return [...new Set([...lines, ...values.map((value) => value.toLowerCase())])].join('\n')
}

/** Behind every name: where customers without one stand in the order of names. */
const behindAll = '\u{10FFFF}'

/** Long enough to tell names apart, and short enough for a cursor. */
const sortLengthMax = 60

/** A name as it is put in order, after DIN 5007-1: ä like a, ß like ss. */
export function sortName(name: string | null): string {
  if (name === null) return behindAll
  return [...folded(name).replace(/\p{Cc}/gu, ' ')].slice(0, sortLengthMax).join('')
}

/** Lower-cased, without diacritics: Yıldız is found by yildiz, Łukasz by lukasz. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[ßıøłđæœ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')

/** Letters that hold no mark Unicode would take off. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
}
