/** Words that stand in sentences of every kind: names, days, limits. */
export const writing = {
  nameLabel: 'Name',
  nameEmpty: 'noch keiner',
  fromDay: 'ab {{date}}',
  untilNever: 'ohne Ende',
  untilDay: 'bis {{date}}',
  often: 'beliebig oft',
  times_one: 'einmal',
  times_other: '{{count, number}}-mal',
  /** What a number counts, beside its field. */
  unit: {
    days: 'Tage',
    months: 'Monate',
    years: 'Jahre',
    times: '-mal',
    pieces: 'Stück',
    codes: 'Codes',
    digits: 'Stellen',
    visits: 'Besuche',
    purchases: 'Einkäufe',
    lines: 'Posten',
  },
  fault: {
    number: 'Bitte eine ganze Zahl ab 1.',
    amount: 'Bitte ein Betrag über 0, wie 12,50.',
  },
}
