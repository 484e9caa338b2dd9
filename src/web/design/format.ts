import { dayNumber } from '#kernel/calendar.ts'
import { currencyDecimals, type Money } from '#kernel/money.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import type { Language } from '#locales/language.ts'

export type FormatSettings = { language: Language; timeZone: string; currency: string }
export type Format = ReturnType<typeof createFormat>

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Everything a screen writes as figures or dates, in the person's language and the business's zone. */
export function createFormat({ language, timeZone, currency }: FormatSettings) {
  // British and American readers part over 07/04/2026; with the month as a word nobody does.
  const isEnglish = language === 'en'
  const locale = isEnglish ? 'en-GB' : 'de-DE'
  const number = (value: number, decimals = 0) =>
    withMinus(new Intl.NumberFormat(locale, fixed(decimals)).format(value))
  const calendarDate = (options: Intl.DateTimeFormatOptions) => (date: string | Date) =>
    dayBesideMonth(
      new Intl.DateTimeFormat(locale, { ...options, timeZone: zoneOf(date, timeZone) }).format(
        instantOf(date),
      ),
    )
  const unit = (value: number, name: string, display: 'long' | 'short' = 'long') =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: display,
      maximumFractionDigits: value < 10 && name.endsWith('byte') ? 1 : 0,
    }).format(value)

  const date = calendarDate({
    day: isEnglish ? 'numeric' : '2-digit',
    month: isEnglish ? 'short' : '2-digit',
    year: 'numeric',
  })
  const time = (instant: Date | string) => formatTime(instantOf(instant), language, timeZone)

  return {
    language,
    timeZone,
    currency,
    number,
    /** `0.692` is `69,2 %`. */
    percent: (fraction: number, decimals = 1) =>
      withMinus(
        new Intl.NumberFormat(locale, { style: 'percent', ...fixed(decimals) }).format(fraction),
      ),
    /** Minor units and their currency: `{ amount: 31800, currency: 'EUR' }` is `318,00 €`. */
    money: (money: Money | number) => formatMoney(locale, asMoney(money, currency)),
    /** `€`, as it stands beside a field. */
    currencySymbol: symbolOf(locale, currency),
    /** The same without its minor units, for axes and sentences: `318 €`. */
    moneyRounded: (money: Money | number) => formatMoney(locale, asMoney(money, currency), 0),
    /** `21.11.2026`, `21 Nov 2026`. Takes a calendar date `2026-11-21` or an instant. */
    date,
    /** `Samstag, 21. November 2026` */
    dateLong: calendarDate({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** `Freitag, 30. Oktober` */
    dayLong: calendarDate({ weekday: 'long', day: 'numeric', month: 'long' }),
    /** `Di., 17. Nov.` */
    dayShort: calendarDate({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** `17. November` */
    dayAndMonthLong: calendarDate({ day: 'numeric', month: 'long' }),
    /** `17.11.`, `17 Nov` */
    dayAndMonth: calendarDate({ day: 'numeric', month: isEnglish ? 'short' : 'numeric' }),
    /** `6.–9. Okt.`, `29.09.–02.10.`, of calendar dates */
    dayRange: (from: string, to: string) => formatDayRange(locale, from, to),
    /** `Okt. 2026`, from a date within the month */
    month: calendarDate({ month: 'short', year: 'numeric' }),
    monthName: calendarDate({ month: 'long' }),
    /** `Okt.`, as it stands within a date: alone it would lose its point. */
    monthShort: (date: string | Date) =>
      new Intl.DateTimeFormat(locale, {
        month: 'short',
        year: 'numeric',
        timeZone: zoneOf(date, timeZone),
      })
        .formatToParts(instantOf(date))
        .find(({ type }) => type === 'month')?.value ?? '',
    year: calendarDate({ year: 'numeric' }),
    weekday: calendarDate({ weekday: 'long' }),
    weekdayShort: calendarDate({ weekday: 'short' }),
    /** `8.16 Uhr`, `8:16` */
    time,
    /** `21.11.2026, 8.16 Uhr` */
    moment: (instant: Date | string) => `${date(instant)}, ${time(instant)}`,
    /** `3 Minuten` */
    duration(seconds: number): string {
      if (seconds < minute) return unit(Math.max(1, Math.round(seconds)), 'second')
      if (seconds < 1.5 * hour) return unit(Math.round(seconds / minute), 'minute')
      if (seconds < 2 * day) return unit(Math.round(seconds / hour), 'hour')
      return unit(Math.round(seconds / day), 'day')
    },
    /** `12 Tage`, from two months on `5 Monate`, from two years on `3 Jahre` */
    span(days: number): string {
      const { count, name } = inLargeUnits(days)
      return unit(count, name)
    },
    /** `vor 3 Sekunden`, `jetzt` */
    secondsAgo: (seconds: number) =>
      new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-seconds, 'second'),
    /** `vor 2 Min.`, `gestern` */
    ago(instant: Date | string, now: Date): string {
      const seconds = Math.max(0, (now.getTime() - instantOf(instant).getTime()) / 1000)
      const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
      if (seconds < hour)
        return relative.format(-Math.max(1, Math.floor(seconds / minute)), 'minute')
      if (seconds < day) return relative.format(-Math.floor(seconds / hour), 'hour')
      // Of days one counts the midnights between: after 37 hours it may be the day before yesterday.
      const { count, name } = inLargeUnits(dayIn(timeZone, now) - dayIn(timeZone, instant))
      return relative.format(-count, name)
    },
    /** `heute`, `gestern`; of earlier days the date. Takes a calendar date of the business. */
    recentDay(day: string, now: Date): string {
      const daysAgo = dayIn(timeZone, now) - dayNumber(day)
      return daysAgo === 0 || daysAgo === 1
        ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysAgo, 'day')
        : date(day)
    },
    /** `4,2 MB` */
    bytes(count: number): string {
      if (count < 1e3) return unit(count, 'byte', 'short')
      if (count < 1e6) return unit(count / 1e3, 'kilobyte', 'short')
      if (count < 1e9) return unit(count / 1e6, 'megabyte', 'short')
      return unit(count / 1e9, 'gigabyte', 'short')
    },
    list: (words: readonly string[]) =>
      new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
    /** `A, B oder C` */
    choice: (words: readonly string[]) =>
      new Intl.ListFormat(locale, { type: 'disjunction' }).format(words),
  }
}

const dayIn = (timeZone: string, instant: Date | string) =>
  new TimeZone(timeZone).dayOf(new Date(instant))

const daysPerMonth = 30.44
const daysPerYear = 365.25

/** Nobody counts 400 days. */
function inLargeUnits(days: number): { count: number; name: 'day' | 'month' | 'year' } {
  if (days < 2 * daysPerMonth) return { count: days, name: 'day' }
  if (days < 2 * daysPerYear) return { count: Math.round(days / daysPerMonth), name: 'month' }
  return { count: Math.round(days / daysPerYear), name: 'year' }
}

const fixed = (decimals: number) => ({
  minimumFractionDigits: decimals,
  maximumFractionDigits: decimals,
})

const withMinus = (text: string) => text.replace('-', '−')

const asMoney = (money: Money | number, currency: string): Money =>
  typeof money === 'number' ? { amount: money, currency } : money

const symbolOf = (locale: string, currency: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency

function formatMoney(locale: string, { amount, currency }: Money, decimals?: number): string {
  const minorDecimals = currencyDecimals(currency)
  return withMinus(
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      // A business has one currency: nobody need be told whose dollars these are.
      currencyDisplay: 'narrowSymbol',
      ...fixed(decimals ?? minorDecimals),
    }).format(amount / 10 ** minorDecimals),
  )
}

function formatDayRange(locale: string, from: string, to: string): string {
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7)
  const month = isOneMonth || locale === 'en-GB' ? 'short' : 'numeric'
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' })
    .formatRange(instantOf(from), instantOf(to))
    .replace(/\s*–\s*/, '–')
}

const isCalendarDate = (date: string | Date): date is string =>
  typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date)

/** A calendar date means the same day everywhere, so it is read and written in UTC. */
const zoneOf = (date: string | Date, timeZone: string) => (isCalendarDate(date) ? 'UTC' : timeZone)

const instantOf = (date: string | Date) =>
  new Date(isCalendarDate(date) ? `${date}T00:00:00Z` : date)

function formatTime(instant: Date, language: Language, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).formatToParts(instant)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ''
  const hourText = String(Number(part('hour')))
  return language === 'de' ? `${hourText}.${part('minute')} Uhr` : `${hourText}:${part('minute')}`
}

/** No line ends between the two: `31. / Oktober`. */
const dayBesideMonth = (date: string) => date.replace(/(\d\.?) (?=\p{L})/u, '$1\u00a0')
