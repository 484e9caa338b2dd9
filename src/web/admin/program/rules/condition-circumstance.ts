import type { Comparison } from '#kernel/conditions.ts'
import { questionOf } from '#kernel/conditions.ts'
import { isDenied, isListed, measureOf, namesOf, type Say, valuesOf } from './condition-values.ts'

/** `am Dienstag`, `von 14:00 bis 16:00 Uhr`: what needs no verb; null: the comparison needs one. */
export function circumstanceOf(say: Say, comparison: Comparison): string | null {
  if (measureOf(comparison) === null) return null
  switch (comparison.field) {
    case 'event.weekday':
      return ofCircle(say, comparison, 'weekday')
    case 'event.date':
      return moment(say, comparison, 'date')
    case 'event.time':
      return moment(say, comparison, 'time')
    case 'event.store':
    case 'event.channel': {
      if (!isListed(comparison)) return null
      const key = comparison.field === 'event.store' ? 'store' : 'channel'
      return say.t(`${key}.${isDenied(comparison) ? 'isNot' : 'is'}`, {
        words: namesOf(say, comparison),
      })
    }
    default:
      return null
  }
}

type Moment = 'date' | 'time'

function moment(say: Say, comparison: Comparison, kind: Moment): string | null {
  const { operator } = comparison
  const values = valuesOf(comparison).map((value) =>
    kind === 'date' ? say.format.date(String(value)) : String(value),
  )
  const [from = '', to = ''] = values
  if (operator === 'one_of' || operator === 'none_of') return null
  const measure = measureOf(comparison)
  if (measure === null || measure === 'one_of' || measure === 'none_of') return null
  return say.t(`${kind}.${measure}`, { value: from, from, to })
}

const sizes = { weekday: 7, month: 12 }

/** Of few possible values those that fulfill the comparison, by name. */
export function ofCircle(say: Say, comparison: Comparison, kind: 'weekday' | 'month'): string {
  const { t, format } = say
  const denied = isDenied(comparison)
  const asked: Comparison = denied
    ? { ...comparison, operator: comparison.operator === 'none_of' ? 'one_of' : 'equal' }
    : comparison
  const numbers = Array.from({ length: sizes[kind] }, (_, index) => index + 1).filter((number) =>
    isFulfilled(asked, number),
  )
  if (numbers.length === 0 && !denied) return t(`${kind}.never`)
  const names = numbers.map((number) => nameIn(format, kind, number))
  return t(`${kind}.${denied ? 'isNot' : 'is'}`, { words: format.choice(names) })
}

function isFulfilled(comparison: Comparison, number: number): boolean {
  const { operator } = comparison
  const [from, to] = valuesOf(comparison).map(Number)
  const runsOver = operator === 'between' && from !== undefined && to !== undefined && from > to
  if (runsOver) return number >= from || number <= to
  return questionOf(comparison)({ valueOf: () => number, partsOf: () => [] })
}

const nameIn = (format: Say['format'], kind: 'weekday' | 'month', number: number) =>
  kind === 'weekday'
    ? format.weekday(`2024-01-0${number}`)
    : format.monthName(`2024-${String(number).padStart(2, '0')}-01`)
