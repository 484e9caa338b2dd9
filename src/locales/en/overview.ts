import type { overview as german } from '../de/overview.ts'
import type { Same } from '../index.ts'

export const overview: Same<typeof german> = {
  title: 'Overview',
  asOf: 'The figures hold until {{date}}, the last day we know.',
  interval: 'Between {{low}} and {{high}}.',
  figurePeriod: '{{from}} to {{to}}, time zone {{timeZone}}',
  comparedWith: '{{period}}: {{value}}.',
  lookAtStore: 'Look at {{store}}',
  lookAtMonth: 'Who stayed and who did not',
  lookAtValue: 'What they are worth',
  storeEvidence: '{{store}}: how many stay, month by month',
  standing: {
    below: 'That is less than usual ({{low}} to {{high}}).',
    within: 'That is within the usual range ({{low}} to {{high}}).',
    above: 'That is more than usual ({{low}} to {{high}}).',
  },
  finding: {
    nothing_yet: { sentence: 'There are no receipts yet.' },
    receipts_without_customers: {
      sentence: 'Your till knows receipts, but no [guests|customers].',
      reason: '{{count, number}} receipts are in, none carries a name.',
    },
    store_silent: {
      sentence_one: '{{store}}: no receipt since yesterday',
      sentence_other: '{{store}}: no receipt for {{count, number}} days',
      reason:
        'The last one came on {{date}}. Until the till delivers again, we say of nobody there that they stay away.',
    },
    store_below: {
      sentence_one: '{{store}}: the one [guest|customer] {{before}} did not come back {{during}}.',
      sentence_other:
        '{{store}}: of {{count, number}} [guests|customers] {{before}}, only {{kept, number}} came back {{during}}.',
    },
    store_above: {
      sentence_one: '{{store}}: the one [guest|customer] {{before}} came back {{during}}.',
      sentence_other:
        '{{store}}: of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
    },
    storeReason:
      'That is {{share}}, between {{low}} and {{high}}; over all stores it is {{overall}}. Chance alone is rarely that far off.',
    leaving_above_usual: {
      sentence_one: 'One of {{regulars, number}} regulars has stayed away longer than usual.',
      sentence_other:
        '{{count, number}} of {{regulars, number}} regulars have stayed away longer than usual.',
      reason: 'Usual are {{low}} to {{high}}. Everyone is measured by their own rhythm.',
    },
    leaving_below_usual: {
      sentence_one: 'Only one of {{regulars, number}} regulars has stayed away longer than usual.',
      sentence_other:
        'Only {{count, number}} of {{regulars, number}} regulars have stayed away longer than usual.',
      reason: 'Usual are {{low}} to {{high}}. Everyone is measured by their own rhythm.',
    },
    kept_below_usual: {
      sentence_one: 'The one [guest|customer] {{before}} did not come back {{during}}.',
      sentence_other:
        'Of {{count, number}} [guests|customers] {{before}}, only {{kept, number}} came back {{during}}.',
    },
    kept_above_usual: {
      sentence_one: 'The one [guest|customer] {{before}} came back {{during}}.',
      sentence_other:
        'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}, more than usual.',
    },
    keptReason: 'That is {{share}}; usual are {{low}} to {{high}}.',
    regulars_leaving: {
      sentence_one: 'One of {{regulars, number}} regulars has been away longer than usual.',
      sentence_other:
        '{{count, number}} of {{regulars, number}} regulars have been away longer than usual.',
      reason: 'That is nothing out of the ordinary. The names are worth a look all the same.',
    },
    kept: {
      sentence_one: 'Of one [guest|customer] {{before}}, {{kept, number}} came back {{during}}.',
      sentence_other:
        'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
      reason: 'That is {{share}}. Nothing is out of the ordinary today.',
    },
    first_figures: {
      sentence_one: 'One [guest|customer] is in, with {{purchases, number}} purchases.',
      sentence_other:
        '{{count, number}} [guests|customers] are in, with {{purchases, number}} purchases.',
      reason: 'Since {{date}}. After two full months it will show how many stay.',
    },
  },
  why: {
    question: 'Why this sentence?',
    answer:
      'At the top stands what is most pressing: first missing receipts, then stores and weeks that fall out of the usual range. If nothing does, the plain figure stands there. “Usual” is the mean of the periods before, two standard deviations up and down.',
    others: 'What else could be said today:',
  },
  today: {
    heading: 'To do today',
    nothing: 'Nobody is waiting today.',
    notYours: 'Names are shown to those who work with [guests|customers].',
    withoutSilent: 'Without stores whose receipts are missing.',
    nameless: 'Without a name',
    open: 'Look',
    away: 'usually {{usual}}, not here {{since}}.',
    awayAt: 'usually {{usual}}, not here {{since}}. {{store}}.',
    birthdayToday: 'has a birthday today.',
    birthdayTomorrow: 'has a birthday tomorrow.',
    birthday: 'has a birthday on {{weekday}}, {{date}}.',
  },
  number: {
    '2': 'two',
    '3': 'three',
    '4': 'four',
    '5': 'five',
    '6': 'six',
    '7': 'seven',
    '8': 'eight',
    '9': 'nine',
    '10': 'ten',
    '11': 'eleven',
    '12': 'twelve',
  },
  rhythm: {
    daily_one: 'almost every day',
    daily_other: 'almost every day',
    timesAWeek_one: 'every week',
    timesAWeek_other: '{{number}} times a week',
    everyWeeks_one: 'every week',
    everyWeeks_other: 'every {{number}} weeks',
    everyMonths_one: 'every month',
    everyMonths_other: 'every {{number}} months',
  },
  since: {
    days_one: 'since yesterday',
    days_other: 'for {{number}} days',
    weeks_one: 'for a week',
    weeks_other: 'for {{number}} weeks',
    months_one: 'for a month',
    months_other: 'for {{number}} months',
  },
  staying: {
    question: 'How many stay?',
    sentence_one: 'Of one [guest|customer] {{before}}, {{kept, number}} came back {{during}}.',
    sentence_other:
      'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
    tooSoon: 'Not yet: this needs two full months of receipts.',
    noUsual: 'What is usual shows after six full months.',
    counted: '{{kept, number}} of {{count, number}}.',
    definition:
      'Those who were here the month before and came back in this one, divided by all who were here the month before.',
    trend: 'Retention rate by month, {{from}} to {{to}}',
    rows: 'All months and their [guests|customers]',
    measured: 'Retention rate by month',
    evidenceFinding: '{{count, number}} months; {{share}} in the last.',
    evidence: {
      below: 'Fewer stayed than usual',
      within: 'How many stay, month by month',
      above: 'More stayed than usual',
    },
  },
  leaving: {
    question: 'Who is leaving?',
    unit_one: 'regular',
    unit_other: 'regulars',
    sentence_one: 'One of {{regulars, number}} regulars stays away longer than they usually do.',
    sentence_other:
      '{{count, number}} of {{regulars, number}} regulars stay away longer than they usually do.',
    tooSoon: 'Not yet: this needs {{within}} days of receipts.',
    noRegulars: 'No regulars yet: those who buy on {{days}} days within {{within}} days.',
    before: 'Four weeks ago {{value}}.',
    usual: 'Usual are {{low}} to {{high}}.',
    without: 'Without {{stores}}: receipts are missing there.',
    definition:
      'Regulars ({{days}} days with a purchase within {{within}} days) who have been away longer than fits their own rhythm.',
    counted: '{{leaving, number}} of {{count, number}}.',
    trend: 'Regulars who have not been here for long, by week: first {{first}}, now {{last}}',
    weeksAgo_one: 'a week ago',
    weeksAgo_other: '{{count, number}} weeks ago',
    now: 'now',
    list: 'Regulars who have not been here for long',
    show_one: 'Who that is',
    show_other: 'Look at the {{count, number}}',
    measured: 'Regulars who have not been here for long, by week',
    evidenceFinding: '{{count, number}} weeks: first {{first}}, last {{last}}.',
    evidence: {
      below: 'Fewer are missing than usual',
      within: 'How many are missing is within the usual range',
      above: 'More are missing than usual',
    },
  },
  worth: {
    question: 'What are they worth?',
    unit: 'a year',
    unitOf: '{{unit}} a year',
    sentence: 'That is what a regular brought in twelve months, between {{low}} and {{high}}.',
    sentencePlain: 'That is what a regular brought in twelve months.',
    tooSoon: 'Not yet: this needs twelve full months.',
    noRegulars: 'No regulars yet: those who buy on {{days}} days within {{within}} days.',
    before: 'A year ago {{value}}.',
    other: 'A [guest|customer] who is not one yet: {{value}}.',
    gross: 'Revenue, gross.',
    definition:
      'Revenue net of returns in twelve full months, on average over the regulars ({{days}} days with a purchase within {{within}} days). What was, not a forecast.',
    counted_one: 'One regular',
    counted_other: '{{count, number}} regulars',
    trend: 'Revenue of a regular in twelve months, since {{from}}',
    rows: 'All about value',
    today: 'today',
  },
  effect: {
    question: 'What did it bring?',
    notYet: 'Not yet: there has been no campaign.',
    later: 'Once one runs, its effect against a control group stands here, with its interval.',
  },
  stores: {
    heading: 'The stores in {{month}}',
    plain: 'The stores',
    measured: 'Who came the month before and came back; the line shows how well we know it',
    overall: 'all {{share}}',
    finding: 'Between {{low}} and {{high}} came back.',
    store: 'Store',
    kept: 'kept',
    keptOf: '{{kept, number}} of {{count, number}}',
    of: 'of',
    share: 'Share',
    leaving: 'away for long',
    regulars: 'Regulars',
    average: 'Average receipt',
    coverage: 'Coverage',
    last: 'last receipt',
    more: 'Show all {{count, number}} stores',
  },
  sources: {
    heading: 'The sources',
    fine_one: 'The store delivers its receipts.',
    fine_other: 'All {{count, number}} stores deliver their receipts.',
    fine_zero: 'The receipts are up to date.',
    behind_one: 'The last receipt is of {{date}}, which was yesterday.',
    behind_other:
      'The last receipt is of {{date}}. That was {{count, number}} days ago; all figures hold for that day.',
    severalSilent: '{{count, number}} stores deliver no receipts at the moment',
    silent: 'Until the till delivers again, we say of nobody there that they stay away.',
    others_one: 'One other store delivers.',
    others_other: '{{count, number}} other stores deliver.',
    others_zero: 'Nothing else arrives either.',
    check: 'Check the imports',
    imports: 'Import new purchases',
  },
  setUp: {
    heading: 'Set-up: {{done}} of {{count}} done',
    next: 'Next: {{step}}.',
    afterwards: 'Then: {{step}}.',
    go: 'Go on',
    step: {
      business_named: 'give the business its name, one minute',
      purchases_in: 'import purchases, about five minutes',
      customers_known: 'tie receipts to [guests|customers]',
      stores_named: 'give the stores their names, about two minutes',
      logo_set: 'upload the logo, one minute',
      margin_set: 'set the margin, about two minutes',
      staff_invited: 'invite someone from the team, one minute',
      source_connected: 'connect the till, about ten minutes',
    },
  },
}
