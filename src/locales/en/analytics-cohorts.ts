import type { analyticsCohorts as german } from '../de/analytics-cohorts.ts'
import type { Same } from '../same.ts'

export const analyticsCohorts: Same<typeof german> = {
  cohorts: {
    title: 'By first month',
    tooSoon: 'Not yet: the first ones have no full period behind them since they began.',
    grouping: 'Grouped by',
    by: {
      time: {
        name: 'Time of the first <purchase|visit>',
        word: 'by their first <[visit|purchase]|visit>',
      },
      category: { name: 'First category', word: 'by their first category' },
      channel: { name: 'First channel', word: 'by their first channel' },
      store: { name: 'First store', word: 'by their first store' },
    },
    corner: {
      time: 'first <[visit|purchase]|visit>',
      category: 'first bought',
      channel: 'first channel',
      store: 'first store',
    },
    unsaid: 'unknown',
    sentence: {
      bounded: {
        week: 'Of 100 new [guests|customers], {{soon, number}} come back the week after',
        month: 'Of 100 new [guests|customers], {{soon, number}} come back the month after',
        quarter: 'Of 100 new [guests|customers], {{soon, number}} come back the quarter after',
        year: 'Of 100 new [guests|customers], {{soon, number}} come back the year after',
      },
      unbounded: {
        week: 'Of 100 new [guests|customers], {{soon, number}} come again after the first week',
        month: 'Of 100 new [guests|customers], {{soon, number}} come again after the first month',
        quarter:
          'Of 100 new [guests|customers], {{soon, number}} come again after the first quarter',
        year: 'Of 100 new [guests|customers], {{soon, number}} come again after the first year',
      },
      revenue: {
        week: 'The week after they start, new [guests|customers] bring {{soon, number}}% of their first revenue',
        month:
          'The month after they start, new [guests|customers] bring {{soon, number}}% of their first revenue',
        quarter:
          'The quarter after they start, new [guests|customers] bring {{soon, number}}% of their first revenue',
        year: 'The year after they start, new [guests|customers] bring {{soon, number}}% of their first revenue',
      },
    },
    sequel: {
      bounded: ', {{later, number}} {{after}}',
      unbounded: ', {{later, number}} {{after}} or later',
      revenue: ', {{later, number}}% {{after}}',
    },
    after: {
      week_one: 'after a week',
      week_other: 'after {{count, number}} weeks',
      month_one: 'after a month',
      month_other: 'after {{count, number}} months',
      quarter_one: 'after a quarter',
      quarter_other: 'after {{count, number}} quarters',
      year_one: 'after a year',
      year_other: 'after {{count, number}} years',
    },
    criterion: 'How to count',
    exactly: {
      day: 'exactly that day',
      week: 'exactly that week',
      month: 'exactly that month',
      quarter: 'exactly that quarter',
      year: 'exactly that year',
    },
    counting: { unbounded: 'then or later', revenue: 'by revenue' },
    triangle: {
      bounded: 'Who comes back when',
      unbounded: 'Who comes back once more',
      revenue: 'What is left of the first revenue',
    },
    measured: {
      bounded:
        'How many of 100 [guests|customers] who began together came back after so many {{periods}}',
      unbounded:
        'How many of 100 [guests|customers] who began together came again after so many {{periods}} or later',
      revenue: 'Revenue after so many {{periods}}, where the beginning is 100',
    },
    meaning: {
      bounded: 'A <purchase|visit> in exactly that period counts.',
      unbounded: 'A <purchase|visit> in that period or later counts.',
      revenue: 'Revenue net of returns, each on its own day.',
    },
    note: '{{criterion}} Time zone {{timeZone}}. “all” is weighted by size. {{open}}',
    fewNote: 'Fields with fewer than five [guests|customers] stay empty.',
    openNote: 'Periods still running are not counted.',
    curves: {
      bounded: 'How many stay as time goes by',
      unbounded: 'How many come again',
      revenue: 'How much revenue stays',
    },
    curvesMeasured: 'One line per row above; dashed all together',
    periods: {
      day: 'Days since the first <[visit|purchase]|visit>',
      week: 'Weeks since the first <[visit|purchase]|visit>',
      month: 'Months since the first <[visit|purchase]|visit>',
      quarter: 'Quarters since the first <[visit|purchase]|visit>',
      year: 'Years since the first <[visit|purchase]|visit>',
    },
    inPeriods: {
      day: 'days',
      week: 'weeks',
      month: 'months',
      quarter: 'quarters',
      year: 'years',
    },
    finding: 'Of {{count, number}} [guests|customers]: {{shares}}.',
    list: { start: 'Began: {{name}}', later: 'Began: {{name}}; here again' },
  },
}
