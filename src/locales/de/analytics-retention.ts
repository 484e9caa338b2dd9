/** How many stay: the balance of a period, its rate and its leavers. */
export const analyticsRetention = {
  retention: {
    title: 'Wie viele bleiben?',
    sentence_one: 'Der eine [Gast|Kunde] {{before}}: {{kept, number}} davon kam {{during}} wieder.',
    sentence_other:
      'Von {{count, number}} [Gästen|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder.',
    sentenceOpen_one:
      'Der eine [Gast|Kunde] {{before}}: bisher kam {{kept, number}} davon {{during}} wieder.',
    sentenceOpen_other:
      'Von {{count, number}} [Gästen|Kunden] {{before}} kamen bisher {{kept, number}} {{during}} wieder.',
    there:
      'Gezählt ist, wer dort war ({{stores}}) und dort wiederkam. Wer danach nur in eine andere Filiale kam, gilt hier als weggeblieben; auf der Übersicht nicht.',
    nobodyBefore: 'Noch nicht: {{during}} war noch niemand da, der wiederkommen könnte.',
    list: {
      start: '[Gäste|Kunden] {{before}}',
      new: 'Neu {{during}}',
      kept: 'Geblieben: {{before}} und {{during}} da',
      reactivated: 'Zurückgekehrt {{during}}',
      lost: 'Weggeblieben {{during}}',
      lost_with_profit: 'Weggeblieben {{during}}, mit Gewinn',
      lost_without_profit: 'Weggeblieben {{during}}, ohne Gewinn',
      end: '[Gäste|Kunden] {{during}}',
    },
  },
  balance: {
    title: 'Wer blieb, wer kam, wer fehlt',
    measured: '[Gäste|Kunden] {{before}} und {{during}}',
    finding:
      'Von {{start, number}} [Gästen|Kunden] {{before}} blieben {{kept, number}}, {{lost, number}} blieben weg. Mit {{reactivated, number}} Zurückgekehrten und {{new, number}} Neuen waren es {{during}} {{end, number}}.',
    at: '[Gäste|Kunden] {{during}}',
    lost: '{{during}} <kein Bon|nicht da>',
    lostOpen: '{{during}} noch <kein Bon|nicht da>',
  },
  kept: {
    question: 'Wirklich geblieben',
    counted: '{{kept, number}} von {{count, number}}.',
    interval: 'Zwischen {{low}} und {{high}}.',
    yearBefore: '{{period}}: {{share}}.',
    nobody: 'Noch nicht: davor war niemand da.',
    open: 'Noch nicht: diese Zeit läuft bis {{until}} und zählt erst danach.',
    definition:
      'Wer in der Zeit davor <kaufte|da war> und in dieser wieder, geteilt durch alle, die davor <kauften|da waren>. Wer von früher zurückkehrt, zählt hier nicht mit.',
    period: '{{from}} bis {{to}}, Zeitzone {{timeZone}}',
    intervalMeaning:
      'Aus so vielen [Gästen|Kunden] lässt sich der Anteil nicht genauer sagen als auf die genannte Spanne (95 von 100 Malen liegt der wahre darin; Wilson).',
  },
  formula: {
    question: 'Kundenbindungsrate nach der Formel',
    reckoning: '({{end, number}} − {{new, number}}) : {{start, number}}.',
    higher_one: 'Sie zählt den einen Zurückgekehrten als geblieben; deshalb ist sie höher.',
    higher_other:
      'Sie zählt die {{count, number}} Zurückgekehrten als geblieben; deshalb ist sie höher.',
    same: 'Niemand kehrte von früher zurück; deshalb ist sie gleich.',
  },
  leavers: {
    heading_one: 'Einer blieb {{during}} weg',
    heading_other: '{{count, number}} blieben {{during}} weg',
    note: 'geteilt danach, ob sie bis heute Gewinn brachten',
    head: 'brachten bis heute',
    profit: 'mit Gewinn',
    loss: 'ohne Gewinn',
    all: 'alle',
    share: 'Anteil',
    churn: 'Abwanderungsquote',
  },
  rows: {
    title: {
      day: 'Alle Tage',
      week: 'Alle Wochen',
      month: 'Alle Monate',
      quarter: 'Alle Quartale',
      year: 'Alle Jahre',
    },
    measured: 'Der Strich zeigt, wie genau wir es wissen',
    finding: '{{count, number}} Zeiträume; im Mittel blieben {{share}}.',
    note: 'Ein <Kauf|Besuch> zählt, Zeitzone {{timeZone}}. Was noch läuft, zählt nirgends mit. Das Mittel ist nach Größe gewichtet.',
    mean: 'Mittel {{share}}',
    more: 'Frühere zeigen',
    period: 'Zeitraum',
    start: 'davor da',
    kept: 'geblieben',
    share: 'Anteil',
    lost: 'weggeblieben',
    lost_with_profit: 'mit Gewinn',
    lost_without_profit: 'ohne Gewinn',
    reactivated: 'zurückgekehrt',
    new: 'neu',
    end: 'am Ende da',
    formula: 'Formel',
    churn: 'Abwanderung',
  },
} as const
