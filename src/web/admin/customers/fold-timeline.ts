import type { WireReply } from '#contract/endpoint.ts'
import { actTypes, type readTimeline } from '#contract/endpoints/customer-page.ts'
import { dayNumber, unitOf } from '#kernel/calendar.ts'

export type Item = WireReply<typeof readTimeline>['items'][number]

/** What happened on one day at one place, or of one kind. */
export type DayEntry = { kind: 'day'; key: string; day: string; items: readonly Item[] }
/** Several days in one line. */
export type FoldEntry = {
  kind: 'fold'
  key: string
  by: 'week' | 'month'
  /** The latest first. */
  days: readonly DayEntry[]
}
export type Entry = DayEntry | FoldEntry

export type FoldOptions = {
  /** The last day the sources know. */
  asOf: string
  /** Folds that were opened. */
  opened: ReadonlySet<string>
  /** Earlier things are known but not loaded. */
  hasEarlier: boolean
}

/** So many days stand alone; those before them are folded by week, and soon by month. */
const daysInFull = 6
const weeksByWeek = 8

const visitTypes: readonly string[] = ['purchase', 'return', 'visit']
const clickTypes: readonly string[] = ['product_viewed', 'newsletter_clicked', 'download']

export const isVisit = ({ type }: Item): boolean => visitTypes.includes(type)
export const isAct = ({ type }: Item): boolean => actTypes.some((one) => one === type)
export const isClick = ({ type }: Item): boolean => clickTypes.includes(type)

/**
 * The timeline by days, older days folded. What somebody said is never folded: it is what one
 * looks for.
 */
export function foldTimeline(items: readonly Item[], options: FoldOptions): Entry[] {
  const entries: Entry[] = []
  const folds = new Map<string, DayEntry[]>()
  const days = daysOf(items)
  for (const [place, entry] of days.entries()) {
    const by = place < daysInFull || !isFoldable(entry) ? null : unitFor(entry, options.asOf)
    const key = by && `${by} ${unitOf(by, dayNumber(entry.day))}`
    if (by === null || key === null || options.opened.has(key)) entries.push(entry)
    else if (folds.has(key)) folds.get(key)!.push(entry)
    else {
      const folded = [entry]
      folds.set(key, folded)
      entries.push({ kind: 'fold', key, by, days: folded })
    }
  }
  const whole = options.hasEarlier && entries.length > 1 ? entries.slice(0, -1) : entries
  return whole.map((entry) =>
    entry.kind === 'fold' && entry.days.length === 1 ? entry.days[0]! : entry,
  )
}

/** Receipts of a day at one place stand together, as do clicks; everything said stands alone. */
function daysOf(items: readonly Item[]): DayEntry[] {
  const groups = Map.groupBy(items, (item) => {
    if (isVisit(item)) return `${item.day} visit ${item.store?.code ?? item.channel ?? ''}`
    if (isClick(item)) return `${item.day} ${item.type}`
    return item.id
  })
  return [...groups].map(([key, group]) => ({ kind: 'day', key, day: group[0]!.day, items: group }))
}

const isFoldable = ({ items }: DayEntry) => items.every((item) => isVisit(item) || isClick(item))

const unitFor = ({ day }: DayEntry, asOf: string): 'week' | 'month' =>
  dayNumber(asOf) - dayNumber(day) < weeksByWeek * 7 ? 'week' : 'month'
