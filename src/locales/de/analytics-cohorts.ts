/** Customers by when they began. */
export const analyticsCohorts = {
  cohorts: {
    title: 'Nach Startmonat',
    tooSoon: 'Noch nicht: die Ersten haben noch keine volle Zeit nach ihrem Start.',
    grouping: 'Gemeinsamer Anfang',
    by: {
      time: {
        name: 'Zeit des ersten <Kaufs|Besuchs>',
        word: 'nach dem ersten <[Besuch|Kauf]|Besuch>',
      },
      category: { name: 'Erste Warengruppe', word: 'nach der ersten Warengruppe' },
      channel: { name: 'Erster Kanal', word: 'nach dem ersten Kanal' },
      store: { name: 'Erste Filiale', word: 'nach der ersten Filiale' },
    },
    corner: {
      time: 'erster <[Besuch|Kauf]|Besuch>',
      category: 'zuerst gekauft',
      channel: 'erster Kanal',
      store: 'erste Filiale',
    },
    unsaid: 'ohne Angabe',
    sentence: {
      bounded: {
        week: 'Von 100 neuen [Gästen|Kunden] kommen in der Woche darauf {{soon, number}} wieder',
        month: 'Von 100 neuen [Gästen|Kunden] kommen im Monat darauf {{soon, number}} wieder',
        quarter: 'Von 100 neuen [Gästen|Kunden] kommen im Quartal darauf {{soon, number}} wieder',
        year: 'Von 100 neuen [Gästen|Kunden] kommen im Jahr darauf {{soon, number}} wieder',
      },
      unbounded: {
        week: 'Von 100 neuen [Gästen|Kunden] kommen nach der ersten Woche {{soon, number}} noch einmal',
        month:
          'Von 100 neuen [Gästen|Kunden] kommen nach dem ersten Monat {{soon, number}} noch einmal',
        quarter:
          'Von 100 neuen [Gästen|Kunden] kommen nach dem ersten Quartal {{soon, number}} noch einmal',
        year: 'Von 100 neuen [Gästen|Kunden] kommen nach dem ersten Jahr {{soon, number}} noch einmal',
      },
      revenue: {
        week: 'In der Woche nach dem Start bringen neue [Gäste|Kunden] {{soon, number}} % ihres ersten Umsatzes',
        month:
          'Im Monat nach dem Start bringen neue [Gäste|Kunden] {{soon, number}} % ihres ersten Umsatzes',
        quarter:
          'Im Quartal nach dem Start bringen neue [Gäste|Kunden] {{soon, number}} % ihres ersten Umsatzes',
        year: 'Im Jahr nach dem Start bringen neue [Gäste|Kunden] {{soon, number}} % ihres ersten Umsatzes',
      },
    },
    sequel: {
      bounded: ', {{after}} {{later, number}}',
      unbounded: ', {{after}} oder später {{later, number}}',
      revenue: ', {{after}} {{later, number}} %',
    },
    after: {
      week_one: 'nach einer Woche',
      week_other: 'nach {{count, number}} Wochen',
      month_one: 'nach einem Monat',
      month_other: 'nach {{count, number}} Monaten',
      quarter_one: 'nach einem Quartal',
      quarter_other: 'nach {{count, number}} Quartalen',
      year_one: 'nach einem Jahr',
      year_other: 'nach {{count, number}} Jahren',
    },
    criterion: 'Zählweise',
    exactly: {
      day: 'genau an diesem Tag',
      week: 'genau in dieser Woche',
      month: 'genau in diesem Monat',
      quarter: 'genau in diesem Quartal',
      year: 'genau in diesem Jahr',
    },
    counting: { unbounded: 'dann oder später', revenue: 'nach Umsatz' },
    triangle: {
      bounded: 'Wer wann wiederkommt',
      unbounded: 'Wer noch einmal wiederkommt',
      revenue: 'Was vom ersten Umsatz bleibt',
    },
    measured: {
      bounded:
        'Wie viele von 100 [Gästen|Kunden], die zusammen begannen, nach so vielen {{periods}} wiederkamen',
      unbounded:
        'Wie viele von 100 [Gästen|Kunden], die zusammen begannen, nach so vielen {{periods}} oder später noch einmal kamen',
      revenue: 'Umsatz nach so vielen {{periods}}, wenn der am Anfang 100 ist',
    },
    meaning: {
      bounded: 'Ein <Kauf|Besuch> in genau diesem Zeitraum zählt.',
      unbounded: 'Ein <Kauf|Besuch> in diesem Zeitraum oder später zählt.',
      revenue: 'Umsatz nach Rückgaben, jede an ihrem eigenen Tag.',
    },
    note: '{{criterion}} Zeitzone {{timeZone}}. „alle“ ist nach Größe gewichtet. {{open}}',
    fewNote: 'Felder mit weniger als fünf [Gästen|Kunden] bleiben leer.',
    openNote: 'Was noch läuft, zählt nirgends mit.',
    curves: {
      bounded: 'Wie viele mit der Zeit bleiben',
      unbounded: 'Wie viele noch einmal kommen',
      revenue: 'Wie viel Umsatz bleibt',
    },
    curvesMeasured: 'Eine Linie je Zeile oben; gestrichelt alle zusammen',
    periods: {
      day: 'Tage nach dem ersten <[Besuch|Kauf]|Besuch>',
      week: 'Wochen nach dem ersten <[Besuch|Kauf]|Besuch>',
      month: 'Monate nach dem ersten <[Besuch|Kauf]|Besuch>',
      quarter: 'Quartale nach dem ersten <[Besuch|Kauf]|Besuch>',
      year: 'Jahre nach dem ersten <[Besuch|Kauf]|Besuch>',
    },
    inPeriods: {
      day: 'Tagen',
      week: 'Wochen',
      month: 'Monaten',
      quarter: 'Quartalen',
      year: 'Jahren',
    },
    finding: 'Von {{count, number}} [Gästen|Kunden]: {{shares}}.',
    list: { start: 'Begonnen: {{name}}', later: 'Begonnen: {{name}}; wieder da' },
  },
} as const
