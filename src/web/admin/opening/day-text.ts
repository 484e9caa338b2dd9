import { type OpenSpan, spansADayMax } from '#contract/endpoints/opening-hours.ts'

type Times = Pick<OpenSpan, 'opens' | 'closes'>

const time = String.raw`(\d{1,2})(?:[:.](\d\d))?`
const spanPattern = new RegExp(`^${time}\\s*(?:-|–|bis|to)\\s*${time}$`)

/** What somebody wrote for one day: `8-12, 14:30 bis 18 Uhr`. Nothing is closed; null: nobody can tell. */
export function parseDay(text: string): Times[] | null {
  const parts = text
    .toLowerCase()
    .replaceAll('uhr', '')
    .split(/[,;]|\bund\b|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const spans = parts.map(parseSpan)
  return spans.length <= spansADayMax && spans.every((span) => span !== null) ? spans : null
}

/** As it is written in the field of a day. */
export const dayText = (spans: readonly Times[]): string => spans.map(spanText).join(', ')

export const spanText = ({ opens, closes }: Times): string => `${short(opens)}–${short(closes)}`

const short = (time: string) => time.replace(/^0/, '')

function parseSpan(part: string): Times | null {
  const [, openHour, openMinute, closeHour, closeMinute] = spanPattern.exec(part) ?? []
  const opens = timeOf(openHour, openMinute)
  const closes = timeOf(closeHour, closeMinute)
  return opens === null || opens === '24:00' || closes === null ? null : { opens, closes }
}

function timeOf(hour: string | undefined, minute = '00'): string | null {
  if (hour === undefined) return null
  const text = `${hour.padStart(2, '0')}:${minute}`
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text) ? text : null
}
