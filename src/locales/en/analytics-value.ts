import type { analyticsValue as german } from '../de/analytics-value.ts'
import type { Same } from '../same.ts'

export const analyticsValue: Same<typeof german> = {
  value: {
    title: 'What are they worth?',
    sentence:
      'A [guest|customer] has spent {{mean}} on average so far; half have spent {{median}} or less.',
    notBooked: 'No revenue has been booked so far.',
    fewBooked: 'Only {{share}} of days with a visit have an amount booked.',
    notBookedReason:
      'Who was here counts all the same. Book amounts as well, and you will see what a [guest|customer] brings.',
    since: 'Since {{date}}',
    counted_one: 'One [guest|customer] with a <purchase|visit>',
    counted_other: '{{count, number}} [guests|customers] with a <purchase|visit>',
    perCustomer: {
      question: 'What has each spent so far?',
      sentence: '{{margin}} of that is margin. Half have spent {{median}} or less.',
      comparison_zero: 'Every one of them was profitable.',
      comparison_one: 'One of them was not profitable.',
      comparison_other: '{{count, number}} of them were not profitable.',
      definition:
        'Revenue of all known [guests|customers] net of returns, divided by their number. This is what happened, not a forecast. Margin: after the cost of goods or by the margin set.',
    },
    repurchase: {
      question: 'How many <buy again|come a second time>?',
      counted: '{{repeated, number}} of {{count, number}}.',
      median_one: 'Half of them come back the day after their first time.',
      median_other: 'Half of them come back within {{count, number}} days.',
      fewerThanHalf: 'Fewer than half so far.',
      definition:
        '<Repurchase rate: those|Those> who <bought|came> on at least two different days, divided by all with a <purchase|visit>.',
    },
    top: {
      question: 'How much from the top fifth?',
      unit: '% of revenue',
      sentence_one: 'That comes from the biggest spender.',
      sentence_other: 'That comes from the {{count, number}} biggest spenders.',
      comparison_one: 'One spent nothing net of returns.',
      comparison_other: '{{count, number}} spent nothing net of returns.',
      definition:
        'Share of revenue, net of returns, from the top 20% of spenders; their number is rounded up.',
    },
    regulars: {
      question: 'How many are regulars?',
      sentence: '{{regulars, number}} of {{count, number}} who were here in that time.',
      comparison: 'On {{days}} or more of the {{within}} days up to the last known day.',
      definition:
        'A regular <bought|was here> on at least {{days}} days in the {{within}} days up to the last known day. Divided by all who <bought|came> in that time.',
      rows: 'See the regulars',
      list: 'Regulars',
    },
    cohorts: {
      title: {
        revenue: 'What those who began together brought so far',
        margin: 'What was earned with those who began together',
      },
      measured: '{{currency}} per [guest|customer], added up since their start',
      finding_one: 'One starting period.',
      finding_other: '{{count, number}} starting periods with their value per [guest|customer].',
      note: {
        revenue: 'Revenue net of returns. Periods still running are open.',
        margin:
          'Margin after the cost of goods or by the margin set. Periods still running are open.',
      },
      amount: 'Amount',
      revenue: 'Revenue',
      margin: 'Margin',
    },
    second: {
      title_one: 'Half of them come back the day after',
      title_other: 'Half of them come back within {{count, number}} days',
      titleFew: 'Fewer than half have come a second time so far',
      measured: 'Share with a second <[visit|purchase]|visit>',
      note: '{{open, number}} of {{count, number}} have not come back yet; they count for as long as we know them (Kaplan-Meier). So the curve does not end exactly at the {{share}} who have come back already.',
      noteAll_one: 'The only one we know has come a second time.',
      noteAll_other: 'All {{count, number}} have come a second time.',
      days: 'Days since the first time',
      share: 'Share',
      low: 'at least',
      high: 'at most',
      mark_one: 'one day',
      mark_other: '{{count, number}} days',
    },
    lorenz: {
      title: 'The top fifth brings in {{share}} of revenue',
      measured: 'biggest spenders first',
      note: '{{top, number}} of {{count, number}}, rounded up; equal ones in any order.',
      mark: 'top fifth',
    },
    frequency: {
      heading: 'How often they come',
      note: 'on average, of those here recently',
      regulars: 'Regulars',
      newCustomers: 'new, not a regular yet',
      others: 'all others',
      count: 'Number',
      often: 'Days with a <purchase|visit> in 30',
    },
  },
  rfm: {
    title: 'Who comes how often?',
    sentence_one: 'One came often and has not been here {{time}}.',
    sentence_other:
      '{{count, number}} [guests|customers] came often and have not been here {{time}}.',
    grid: 'How often they came and when last',
    measured: {
      customers: 'Number of [guests|customers] per field; across: days with a <purchase|visit>',
      revenue: 'What one in this field brought so far, on average, in {{currency}}',
    },
    showing: 'What the fields show',
    show: { customers: '[Guests|Customers]', revenue: 'Revenue per [guest|customer]' },
    finding: 'Most, {{count, number}}, stand at: {{recency}}, {{frequency}}.',
    note: 'Five parts in each direction, as equal in size as can be. Equal ones stand together, so a part may be missing. “Often” counts days with a <purchase|visit>.',
    over: {
      days_one: 'for at least a day',
      days_other: 'for at least {{count, number}} days',
      weeks_one: 'for at least a week',
      weeks_other: 'for at least {{count, number}} weeks',
      months_one: 'for at least a month',
      months_other: 'for at least {{count, number}} months',
    },
    ago: {
      any: 'at any time',
      within: {
        days_one: 'today',
        days_other: 'less than {{count, number}} days ago',
        weeks_one: 'less than a week ago',
        weeks_other: 'less than {{count, number}} weeks ago',
        months_one: 'less than a month ago',
        months_other: 'less than {{count, number}} months ago',
      },
      between: {
        days: '{{from}} to under {{count, number}} days ago',
        weeks: '{{from}} to under {{count, number}} weeks ago',
        months: '{{from}} to under {{count, number}} months ago',
      },
      beyond: {
        days_one: 'a day ago or longer',
        days_other: '{{count, number}} days ago or longer',
        weeks_one: 'a week ago or longer',
        weeks_other: '{{count, number}} weeks ago or longer',
        months_one: 'a month ago or longer',
        months_other: '{{count, number}} months ago or longer',
      },
    },
    bounds: {
      days: 'Counted in days.',
      weeks: 'Counted in rounded weeks.',
      months: 'Counted in rounded months.',
    },
    times_one: '1 day',
    times_other: '{{count, number}} days',
    timesBetween: '{{from}}–{{to}} days',
    timesFrom: '{{from}}+ days',
    list: 'Last here: {{recency}}; {{frequency}}',
  },
}
