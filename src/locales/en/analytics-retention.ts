import type { analyticsRetention as german } from '../de/analytics-retention.ts'
import type { Same } from '../same.ts'

export const analyticsRetention: Same<typeof german> = {
  retention: {
    title: 'How many stay?',
    sentence_one:
      'The one [guest|customer] {{before}}: {{kept, number}} of them came back {{during}}.',
    sentence_other:
      'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
    sentenceOpen_one:
      'The one [guest|customer] {{before}}: so far {{kept, number}} of them came back {{during}}.',
    sentenceOpen_other:
      'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}} so far.',
    there:
      'Counted are those who were there ({{stores}}) and came back there. Coming back to another store alone does not count here, as it does on the overview.',
    nobodyBefore: 'Not yet: {{during}} nobody had been here who could come back.',
    list: {
      start: '[Guests|Customers] {{before}}',
      new: 'New {{during}}',
      kept: 'Kept: here {{before}} and {{during}}',
      reactivated: 'Came back {{during}}',
      lost: 'Stayed away {{during}}',
      lost_with_profit: 'Stayed away {{during}}, with profit',
      lost_without_profit: 'Stayed away {{during}}, without profit',
      end: '[Guests|Customers] {{during}}',
    },
  },
  balance: {
    title: 'Who stayed, who came, who is missing',
    measured: '[Guests|Customers] {{before}} and {{during}}',
    finding:
      'Of {{start, number}} [guests|customers] {{before}}, {{kept, number}} stayed and {{lost, number}} stayed away. With {{reactivated, number}} who came back and {{new, number}} new ones there were {{end, number}} {{during}}.',
    at: '[Guests|Customers] {{during}}',
    lost: '<no receipt|not here> {{during}}',
    lostOpen: '<no receipt {{during}} yet|not here {{during}} so far>',
  },
  kept: {
    question: 'Really kept',
    counted: '{{kept, number}} of {{count, number}}.',
    interval: 'Between {{low}} and {{high}}.',
    yearBefore: '{{period}}: {{share}}.',
    nobody: 'Not yet: nobody was here before.',
    open: 'Not yet: this period runs until {{until}} and counts after that.',
    definition:
      'The share of <buyers|visitors> in the previous period who <bought|came> again in this one. People returning from longer ago do not count here.',
    period: '{{from}} to {{to}}, time zone {{timeZone}}',
    intervalMeaning:
      'With this many [guests|customers], the share cannot be known more precisely than this range (it contains the true share in 95 of 100 cases; Wilson).',
  },
  formula: {
    question: 'Retention rate by the formula',
    reckoning: '({{end, number}} − {{new, number}}) : {{start, number}}.',
    higher_one: 'It counts the one who came back as kept; so it is higher.',
    higher_other: 'It counts the {{count, number}} who came back as kept; so it is higher.',
    same: 'Nobody came back from earlier; so it is the same.',
  },
  leavers: {
    heading_one: 'One stayed away {{during}}',
    heading_other: '{{count, number}} stayed away {{during}}',
    note: 'by whether they have been profitable so far',
    head: 'brought so far',
    profit: 'with profit',
    loss: 'without profit',
    all: 'all',
    share: 'Share',
    churn: 'Churn rate',
  },
  rows: {
    title: {
      day: 'All days',
      week: 'All weeks',
      month: 'All months',
      quarter: 'All quarters',
      year: 'All years',
    },
    measured: 'The line shows how sure we are',
    finding: '{{count, number}} periods; {{share}} were kept on average.',
    note: 'A <purchase|visit> counts, time zone {{timeZone}}. Periods still running are not counted. The mean is weighted by size.',
    mean: 'mean {{share}}',
    more: 'Show earlier ones',
    period: 'Period',
    start: 'here before',
    kept: 'kept',
    share: 'Share',
    lost: 'stayed away',
    lost_with_profit: 'with profit',
    lost_without_profit: 'without profit',
    reactivated: 'came back',
    new: 'new',
    end: 'here at the end',
    formula: 'Formula',
    churn: 'Churn',
  },
}
