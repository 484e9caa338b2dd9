/** The first minute, while nothing is known yet. */
export const firstStart = {
  title: 'Willkommen',
  sentence: 'Sehen wir nach, wer wiederkommt.',
  lead: 'Dazu brauchen wir eine Liste Ihrer Verkäufe. In einer Minute sehen Sie, wer bleibt, wer geht und was Ihre [Gäste|Kunden] wert sind.',
  own: {
    heading: 'Eigene Verkäufe ansehen',
    stays:
      'Die Datei bleibt auf diesem Rechner. Gezählt wird erst, wenn Sie die Spalten geprüft haben.',
    uploaded: '{{name}} wartet noch auf Sie.',
    running: '{{name}} wird gerade eingelesen.',
    canceled: '{{name}} ist angehalten.',
    failed: '{{name}} ist stehen geblieben.',
    goOn: 'Weitermachen',
    look: 'Stand ansehen',
  },
  demo: {
    heading: 'Demo ansehen',
    sentence: 'Café Morgenrot',
    words: 'Drei Jahre, 2.000 Gäste, sechs Filialen. Alles erfunden, alles zum Ausprobieren.',
    hint: 'Die Demo füllt nur eine leere Datenbank. Für Ihre eigenen Verkäufe beginnen Sie später mit einem neuen Datenordner.',
    start: 'Demo ansehen',
    running: 'Das Café öffnet.',
    runningWords:
      'Drei Jahre werden erzählt. Das dauert etwa eine Minute, danach öffnet sich die Übersicht.',
    count: '{{customers, number}} Gäste, {{events, number}} Ereignisse',
    label: 'Fortschritt der Demo',
    stopped: 'Die Demo ist angehalten. Was da ist, bleibt.',
    failed: 'Die Demo ist stehen geblieben. Was da ist, bleibt.',
    goOn: 'Demo weiter füllen',
    overview: 'Zur Übersicht',
    notEmpty: 'Hier stehen schon Daten. Die Demo braucht eine leere Datenbank.',
  },
  card: {
    without: 'Keine Liste zur Hand?',
    do: 'In 10 Minuten zur ersten Stammkarte',
  },
  waiting: {
    sentence: 'Hier ist noch nichts eingelesen.',
    lead: 'Wer diesen Zugang angelegt hat, beginnt mit einer Liste der Verkäufe. Danach sehen Sie hier die Übersicht.',
    again: 'Noch einmal nachsehen',
  },
} as const
