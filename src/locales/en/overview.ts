import type { overview as german } from '../de/overview.ts'
import type { Same } from '../same.ts'

export const overview: Same<typeof german> = {
  title: 'Overview',
  asOf: 'Figures through {{date}}, the last day we have data for.',
  interval: 'Between {{low}} and {{high}}.',
  figurePeriod: '{{from}} to {{to}}, time zone {{timeZone}}',
  comparedWith: '{{period}}: {{value}}.',
  lookAtStore: '{{store}}: who came back there',
  lookAtMonth: 'Who stayed and who did not',
  lookAtValue: 'What they are worth',
  storeEvidence: '{{store}}: how many stay, month by month',
  standing: {
    below: 'That is less than usual ({{low}} to {{high}}).',
    within: 'That is within the usual range ({{low}} to {{high}}).',
    above: 'That is more than usual ({{low}} to {{high}}).',
  },
  finding: {
    nothing_yet: { sentence: 'Nothing has been booked yet.' },
    receipts_without_customers: {
      sentence: 'Your till knows receipts, but no [guests|customers].',
      reason: '{{count, number}} receipts are in, none with a name.',
    },
    store_silent: {
      sentence_one: '{{store}}: <no receipt|no booking> since yesterday',
      sentence_other: '{{store}}: <no receipt|no booking> for {{count, number}} days',
      reason:
        'The last one came on {{date}}. Until <the till sends|bookings come in> again, we call nobody there a lapsed regular.',
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
      'That is {{share}}, between {{low}} and {{high}}; across all stores it is {{overall}}. Chance alone is rarely that far off. Coming back to any store counts.',
    leaving_above_usual: {
      sentence_one:
        'One of {{regulars, number}} recent regulars has stayed away longer than usual.',
      sentence_other:
        '{{count, number}} of {{regulars, number}} recent regulars have stayed away longer than usual.',
      reason: '{{low}} to {{high}} is normal. Everyone is measured against their own rhythm.',
    },
    leaving_below_usual: {
      sentence_one:
        'Only one of {{regulars, number}} recent regulars has stayed away longer than usual.',
      sentence_other:
        'Only {{count, number}} of {{regulars, number}} recent regulars have stayed away longer than usual.',
      reason: '{{low}} to {{high}} is normal. Everyone is measured against their own rhythm.',
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
    keptReason: 'That is {{share}}; {{low}} to {{high}} is normal.',
    regulars_leaving: {
      sentence_one: 'One of {{regulars, number}} recent regulars has been away longer than usual.',
      sentence_other:
        '{{count, number}} of {{regulars, number}} recent regulars have been away longer than usual.',
      reason: 'That is nothing unusual. The names are still worth a look.',
    },
    kept: {
      sentence_one: 'Of one [guest|customer] {{before}}, {{kept, number}} came back {{during}}.',
      sentence_other:
        'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
      reason: 'That is {{share}}. Nothing is unusual today.',
    },
    first_figures: {
      purchases_one: 'one <purchase|visit>',
      purchases_other: '{{count, number}} <purchases|visits>',
      sentence_one: 'One [guest|customer] is in, with {{purchases}}.',
      sentence_other: '{{count, number}} [guests|customers] are in, with {{purchases}}.',
      reason: 'Since {{date}}. After two full months you will see how many stay.',
    },
  },
  why: {
    question: 'Why this sentence?',
    answer:
      'The most pressing thing comes first: missing <receipts|bookings>, then stores and weeks outside the usual range. If nothing stands out, you see the plain figure. “Usual” is the mean of earlier periods, plus or minus two standard deviations.',
    others: 'What else there is to say today:',
  },
  today: {
    heading: 'To do today',
    nothing: 'Nothing to do today.',
    notYours: 'Only people who work with [guests|customers] see names here.',
    withoutSilent: 'Stores with missing <receipts|bookings> are left out.',
    nameless: 'Without a name',
    open: 'Look',
    away: 'usually {{usual}}, not here {{since}}.',
    came: 'came {{times}}, last {{ago}}.',
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
    timesAWeek_other: '{{number}} visits a week',
    everyDays_one: 'every day',
    everyDays_other: 'every {{number}} days',
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
  ago: {
    days_one: 'yesterday',
    days_other: '{{number}} days ago',
    weeks_one: 'a week ago',
    weeks_other: '{{number}} weeks ago',
    months_one: 'a month ago',
    months_other: '{{number}} months ago',
  },
  times: {
    written: '{{number}} times',
    counted_one: 'once',
    counted_other: '{{number}} times',
  },
  staying: {
    question: 'How many stay?',
    sentence_one: 'Of one [guest|customer] {{before}}, {{kept, number}} came back {{during}}.',
    sentence_other:
      'Of {{count, number}} [guests|customers] {{before}}, {{kept, number}} came back {{during}}.',
    tooSoon: 'Not yet: this needs two full months of <receipts|bookings>.',
    noUsual: 'It takes six full months to know what is usual.',
    counted: '{{kept, number}} of {{count, number}}.',
    definition: 'The share of those here the month before who came back this month.',
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
    sentence_one: 'One of {{regulars, number}} recent regulars has stayed away longer than usual.',
    sentence_other:
      '{{count, number}} of {{regulars, number}} recent regulars have stayed away longer than usual.',
    tooSoon: 'Not yet: this needs {{within}} days of <receipts|bookings>.',
    noRegulars: 'No regulars yet: those who <buy|come> on {{days}} days within {{within}} days.',
    before: 'Four weeks ago: {{value}}.',
    usual: '{{low}} to {{high}} is normal.',
    without: '{{stores}} left out: <receipts|bookings> are missing there.',
    definition:
      'Recent regulars were regulars when they <last bought|last came> ({{days}} days with a <purchase|visit> within {{within}} days), less than {{within}} days ago. Counted are those away longer than their own rhythm suggests. On the last known day, {{now, number}} are still regulars.',
    counted: '{{leaving, number}} of {{count, number}}.',
    trend:
      'Regulars who have not been here for a long time, by week: first {{first}}, now {{last}}',
    weeksAgo_one: 'a week ago',
    weeksAgo_other: '{{count, number}} weeks ago',
    now: 'now',
    list: 'Regulars who have not been here for a long time',
    show_one: 'See who',
    show_other: 'See all {{count, number}}',
    measured: 'away for a long time, by week',
    evidenceFinding: '{{count, number}} weeks: first {{first}}, last {{last}}.',
    evidence: {
      below: 'Fewer are missing than usual',
      within: 'About as many are missing as usual',
      above: 'More are missing than usual',
    },
  },
  worth: {
    question: 'What are they worth?',
    unit: 'a year',
    unitOf: '{{unit}} a year',
    sentence: 'That is what a regular spent in twelve months, between {{low}} and {{high}}.',
    sentencePlain: 'That is what a regular spent in twelve months.',
    tooSoon: 'Not yet: this needs twelve full months.',
    noRegulars: 'No regulars yet: those who <buy|come> on {{days}} days within {{within}} days.',
    noRevenue: 'No revenue has been booked so far.',
    fewAmounts: 'Too many visits have no amount.',
    noRevenueNext:
      'Book amounts as well, and after twelve full months you will see what a regular brings.',
    before: 'A year ago: {{value}}.',
    other: 'Everyone else: {{value}}.',
    gross: 'Revenue, gross.',
    definition:
      'Revenue net of returns in twelve full months, on average over the regulars ({{days}} days with a <purchase|visit> within {{within}} days). This is what happened, not a forecast.',
    counted_one: 'One regular on {{date}}, the end of the twelve months',
    counted_other: '{{count, number}} regulars on {{date}}, the end of the twelve months',
    trend: 'Revenue of a regular in twelve months, since {{from}}',
    rows: 'More on value',
    today: 'today',
  },
  effect: {
    question: 'What did it achieve?',
    notYet: 'Not yet: there has been no campaign.',
    later:
      'Once one is running, you will see its effect against a control group here, with its interval.',
  },
  stores: {
    heading: 'The stores in {{month}}',
    plain: 'The stores',
    measured:
      'Share of last month’s [guests|customers] who came back; the line shows how sure we are',
    note: 'Anyone who <buys at|comes to> several stores counts at each, so many stores lie above the line for all. Coming back to any store counts.',
    overall: 'all {{share}}',
    finding: 'Between {{low}} and {{high}} came back.',
    store: 'Store',
    kept: 'kept',
    keptOf: '{{kept, number}} of {{count, number}}',
    of: 'of',
    share: 'Share',
    leaving: 'long away',
    regulars: 'Regulars',
    average: 'Average receipt',
    coverage: 'Coverage',
    last: 'last <receipt|booking>',
    more: 'Show all {{count, number}} stores',
  },
  sources: {
    heading: 'The sources',
    fine_one: '<The store is sending its receipts.|Bookings are coming in from the store.>',
    fine_other:
      '<All {{count, number}} stores are sending their receipts.|Bookings are coming in from all {{count, number}} stores.>',
    fine_zero: 'The <receipts|bookings> are up to date.',
    behind_one: 'The last <receipt|booking> is from {{date}}, yesterday.',
    behind_other:
      'The last <receipt|booking> is from {{date}}, {{span}} ago. All figures are as of that day.',
    severalSilent: '{{count, number}} stores are not sending <receipts|bookings> at the moment',
    alarm_one: 'A till is silent that usually sends at this time.',
    alarm_other: '{{count, number}} tills are silent that usually send at this time.',
    silentSince: '{{store}} ({{source}}): since {{date}}, {{time}}.',
    silent: 'Until <the till sends|bookings come in> again, we call nobody there a lapsed regular.',
    others_one: 'One other store is sending.',
    others_other: '{{count, number}} other stores are sending.',
    others_zero: 'Nothing else is arriving either.',
    check: 'Check the imports',
    imports: 'Import new purchases',
  },
  doors: {
    heading_one: 'One connection needs a look',
    heading_other: '{{count, number}} connections need a look',
    refused_one: 'sent something we could not read.',
    refused_other: 'sent something we could not read {{count, number}} times.',
    stopped:
      'has not answered for days and is told nothing more. What happens is kept for 30 days.',
    silent: 'does not answer at the moment. We keep trying.',
  },
  setUp: {
    heading: 'Setup: {{done}} of {{count}} done',
    next: 'Next: {{step}}.',
    afterwards: 'Then: {{step}}.',
    gaps_one: '{{step}} (a draft is there, one gap is open)',
    gaps_other: '{{step}} (a draft is there, {{count, number}} gaps are open)',
    go: 'Go on',
    all: 'all {{count}} steps',
    step: {
      business_named: 'name the business, one minute',
      purchases_in:
        '<import purchases, about five minutes|book the first visit or import purchases>',
      program_begun: 'begin a program with cards, about ten minutes',
      imprint_told: 'write the imprint, about five minutes',
      privacy_told: 'explain privacy, about ten minutes',
      terms_told: 'publish terms of membership, about ten minutes',
      mails_sent: 'set up sending e-mail, about ten minutes',
      customers_known:
        '<match receipts to [guests|customers]|give the first [guest|customer] a card>',
      stores_named: 'name the stores, about two minutes',
      logo_set: 'upload the logo, one minute',
      margin_set: 'set the margin, about two minutes',
      staff_invited: 'invite someone from the team, one minute',
      source_connected: 'connect the till, about ten minutes',
    },
  },
}
