import { birthday as birthdayShape } from '#contract/language/customer.ts'

/** `1984-11-21` and `--11-21` as people write them: `21.11.1984`, `21.11.` */
export function birthdayText(birthday: string | null): string {
  if (birthday === null) return ''
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(birthday) ?? []
  return `${day}.${month}.${year === '-' ? '' : year}`
}

/** Reads a birthday with or without its year; undefined where it is no day. */
export function readBirthday(text: string): string | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const given =
    /^(?<day>\d{1,2})[./ ]\s*(?<month>\d{1,2})(?:[./ ]\s*(?<year>\d{4})?)?$/.exec(trimmed)
      ?.groups ?? /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/.exec(trimmed)?.groups
  if (!given) return undefined
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0')
  const read = `${given.year ?? '-'}-${two(given.month)}-${two(given.day)}`
  return birthdayShape.safeParse(read).success ? read : undefined
}
