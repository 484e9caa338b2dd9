/**
 * What stands before and after the number of a word, `bis zu ` and `-mal im Monat`; null where the word
 * says it otherwise, as `einmal` does.
 */
export function aroundNumber(
  shown: string,
  value: string,
): { before: string; after: string } | null {
  const parted = /^(\D*)(\d(?:[\d.,\s]*\d)?)(\D*)$/.exec(shown)
  if (!parted || value === '') return null
  const [, before = '', numeral = '', after = ''] = parted
  return digitsOf(numeral) === digitsOf(value) ? { before, after } : null
}

const digitsOf = (text: string) => text.replace(/\D/g, '')
