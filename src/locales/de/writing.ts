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
  fault: {
    number: 'Bitte eine ganze Zahl ab 1.',
    amount: 'Bitte ein Betrag über 0.',
  },
}
