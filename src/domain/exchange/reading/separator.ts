import type { ImportSeparator } from '#contract/language/import-mapping.ts'

/** The letter of a separator; blanks have none, a run of them counts as one. */
export const separatorMarks: Record<Exclude<ImportSeparator, 'blanks'>, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
}

export type Dialect = { separator: ImportSeparator; quoted: boolean }

const blanks = /[ \t]+/g

/** Where the cell after the next separator begins, or -1. */
export function afterNextSeparator(line: string, from: number, separator: ImportSeparator): number {
  if (separator !== 'blanks') {
    const at = line.indexOf(separatorMarks[separator], from)
    return at < 0 ? -1 : at + 1
  }
  blanks.lastIndex = from
  return blanks.test(line) ? blanks.lastIndex : -1
}

export function isSeparator(letter: string | undefined, separator: ImportSeparator): boolean {
  if (separator === 'blanks') return letter === ' ' || letter === '\t'
  return letter === separatorMarks[separator]
}
