import type { writing as german } from '../de/writing.ts'

/** Words that stand in sentences of every kind: names, days, limits. */
export const writing: typeof german = {
  nameLabel: 'Name',
  nameEmpty: 'none yet',
  fromDay: 'from {{date}}',
  untilNever: 'has no end date',
  untilDay: 'until {{date}}',
  often: 'without limit',
  times_one: 'once',
  times_other: '{{count, number}} times',
  /** What a number counts, beside its field. */
  unit: {
    days: 'days',
    months: 'months',
    years: 'years',
    times: 'times',
    pieces: 'pieces',
    codes: 'codes',
    digits: 'digits',
    visits: 'visits',
    purchases: 'purchases',
    lines: 'lines',
  },
  fault: {
    number: 'A whole number of 1 or more, please.',
    amount: 'An amount above 0, please, like 12.50.',
  },
}
