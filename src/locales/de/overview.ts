/** The overview: the sentence of the day, what waits, four figures, stores, sources, set-up. */
export const overview = {
  title: 'Übersicht',
  asOf: 'Die Zahlen gelten bis zum {{date}}, dem letzten bekannten Tag.',
  interval: 'Zwischen {{low}} und {{high}}.',
  figurePeriod: '{{from}} bis {{to}}, Zeitzone {{timeZone}}',
  comparedWith: '{{period}}: {{value}}.',
  lookAtStore: '{{store}}: wer dort wiederkam',
  lookAtMonth: 'Wer blieb und wer nicht',
  lookAtValue: 'Was sie wert sind',
  storeEvidence: '{{store}}: wie viele Monat für Monat bleiben',
  standing: {
    below: 'Das ist weniger als üblich ({{low}} bis {{high}}).',
    within: 'Das liegt im üblichen Schwanken ({{low}} bis {{high}}).',
    above: 'Das ist mehr als üblich ({{low}} bis {{high}}).',
  },
  finding: {
    nothing_yet: { sentence: 'Noch ist nichts gebucht.' },
    receipts_without_customers: {
      sentence: 'Ihre Kasse kennt Bons, aber keine [Gäste|Kunden].',
      reason: '{{count, number}} Bons sind da, keiner trägt einen Namen.',
    },
    store_silent: {
      sentence_one: '{{store}}: seit gestern <kein Bon|keine Buchung>',
      sentence_other: '{{store}}: seit {{count, number}} Tagen <kein Bon|keine Buchung>',
      reason:
        '<Der letzte|Die letzte> kam am {{date}}. Bis <die Kasse wieder liefert|wieder etwas kommt>, sagen wir dort niemandem nach, er bleibe weg.',
    },
    store_below: {
      sentence_one: '{{store}}: der eine [Gast|Kunde] {{before}} kam {{during}} nicht wieder.',
      sentence_other:
        '{{store}}: von {{count, number}} [Gästen|Kunden] {{before}} kamen {{during}} nur {{kept, number}} wieder.',
    },
    store_above: {
      sentence_one: '{{store}}: der eine [Gast|Kunde] {{before}} kam {{during}} wieder.',
      sentence_other:
        '{{store}}: von {{count, number}} [Gästen|Kunden] {{before}} kamen {{during}} {{kept, number}} wieder.',
    },
    storeReason:
      'Das sind {{share}}, zwischen {{low}} und {{high}}; über alle Filialen sind es {{overall}}. So weit liegt der Zufall selten daneben. Wiedergekommen ist, wer in irgendeine Filiale kam.',
    leaving_above_usual: {
      sentence_one:
        'Einer von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleibt länger weg als sonst.',
      sentence_other:
        '{{count, number}} von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleiben länger weg als sonst.',
      reason: 'Üblich sind {{low}} bis {{high}}. Jeder wird an seinem eigenen Rhythmus gemessen.',
    },
    leaving_below_usual: {
      sentence_one:
        'Nur einer von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleibt länger weg als sonst.',
      sentence_other:
        'Nur {{count, number}} von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleiben länger weg als sonst.',
      reason: 'Üblich sind {{low}} bis {{high}}. Jeder wird an seinem eigenen Rhythmus gemessen.',
    },
    kept_below_usual: {
      sentence_one: 'Der eine [Gast|Kunde] {{before}} kam {{during}} nicht wieder.',
      sentence_other:
        'Von {{count, number}} [Gästen|Kunden] {{before}} kamen {{during}} nur {{kept, number}} wieder.',
    },
    kept_above_usual: {
      sentence_one: 'Der eine [Gast|Kunde] {{before}} kam {{during}} wieder.',
      sentence_other:
        'Von {{count, number}} [Gästen|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder, mehr als üblich.',
    },
    keptReason: 'Das sind {{share}}; üblich sind {{low}} bis {{high}}.',
    regulars_leaving: {
      sentence_one:
        'Einer von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, war länger nicht da als sonst.',
      sentence_other:
        '{{count, number}} von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, waren länger nicht da als sonst.',
      reason: 'Auffällig ist das nicht. Die Namen lohnen sich trotzdem.',
    },
    kept: {
      sentence_one: 'Von einem [Gast|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder.',
      sentence_other:
        'Von {{count, number}} [Gästen|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder.',
      reason: 'Das sind {{share}}. Auffällig ist heute nichts.',
    },
    first_figures: {
      purchases_one: '<einem Einkauf|einem Besuch>',
      purchases_other: '{{count, number}} <Einkäufen|Besuchen>',
      sentence_one: 'Ein [Gast|Kunde] ist da, mit {{purchases}}.',
      sentence_other: '{{count, number}} [Gäste|Kunden] sind da, mit {{purchases}}.',
      reason: 'Seit dem {{date}}. Nach zwei vollen Monaten zeigt sich, wie viele bleiben.',
    },
  },
  why: {
    question: 'Warum dieser Satz?',
    answer:
      'Oben steht, was am meisten drängt: zuerst fehlende <Bons|Buchungen>, dann Filialen und Wochen, die aus dem üblichen Schwanken fallen. Fällt nichts heraus, steht dort die einfache Zahl. „Üblich“ ist das Mittel der Zeiträume davor, zwei Standardabweichungen nach oben und unten.',
    others: 'Sonst wäre heute zu sagen:',
  },
  today: {
    heading: 'Heute zu tun',
    nothing: 'Heute wartet niemand.',
    notYours: 'Namen sieht hier, wer mit [Gästen|Kunden] arbeitet.',
    withoutSilent: 'Ohne Filialen, deren <Bons|Buchungen> gerade fehlen.',
    nameless: 'Ohne Namen',
    open: 'Ansehen',
    away: 'sonst {{usual}}, {{since}} nicht da.',
    came: 'war {{times}} da, zuletzt {{ago}}.',
    birthdayToday: 'hat heute Geburtstag.',
    birthdayTomorrow: 'hat morgen Geburtstag.',
    birthday: 'hat am {{weekday}}, dem {{date}}, Geburtstag.',
  },
  number: {
    '2': 'zwei',
    '3': 'drei',
    '4': 'vier',
    '5': 'fünf',
    '6': 'sechs',
    '7': 'sieben',
    '8': 'acht',
    '9': 'neun',
    '10': 'zehn',
    '11': 'elf',
    '12': 'zwölf',
  },
  rhythm: {
    daily_one: 'fast jeden Tag',
    daily_other: 'fast jeden Tag',
    timesAWeek_one: 'jede Woche',
    timesAWeek_other: '{{number}}mal die Woche',
    everyDays_one: 'jeden Tag',
    everyDays_other: 'alle {{number}} Tage',
    everyWeeks_one: 'jede Woche',
    everyWeeks_other: 'alle {{number}} Wochen',
    everyMonths_one: 'jeden Monat',
    everyMonths_other: 'alle {{number}} Monate',
  },
  since: {
    days_one: 'seit gestern',
    days_other: 'seit {{number}} Tagen',
    weeks_one: 'seit einer Woche',
    weeks_other: 'seit {{number}} Wochen',
    months_one: 'seit einem Monat',
    months_other: 'seit {{number}} Monaten',
  },
  ago: {
    days_one: 'gestern',
    days_other: 'vor {{number}} Tagen',
    weeks_one: 'vor einer Woche',
    weeks_other: 'vor {{number}} Wochen',
    months_one: 'vor einem Monat',
    months_other: 'vor {{number}} Monaten',
  },
  times: {
    written: '{{number}}mal',
    counted_one: 'einmal',
    counted_other: '{{number}}-mal',
  },
  staying: {
    question: 'Wie viele bleiben?',
    sentence_one: 'Von einem [Gast|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder.',
    sentence_other:
      'Von {{count, number}} [Gästen|Kunden] {{before}} kamen {{kept, number}} {{during}} wieder.',
    tooSoon: 'Noch nicht: dafür braucht es zwei volle Monate mit <Bons|Buchungen>.',
    noUsual: 'Was üblich ist, zeigt sich nach sechs vollen Monaten.',
    counted: '{{kept, number}} von {{count, number}}.',
    definition:
      'Wer im Monat davor da war und in diesem wiederkam, geteilt durch alle, die im Monat davor da waren.',
    trend: 'Kundenbindungsrate je Monat, {{from}} bis {{to}}',
    rows: 'Alle Monate und ihre [Gäste|Kunden]',
    measured: 'Kundenbindungsrate je Monat',
    evidenceFinding: '{{count, number}} Monate; zuletzt {{share}}.',
    evidence: {
      below: 'Zuletzt blieben weniger als üblich',
      within: 'Wie viele Monat für Monat bleiben',
      above: 'Zuletzt blieben mehr als üblich',
    },
  },
  leaving: {
    question: 'Wer geht gerade?',
    unit_one: '[Stammgast|Stammkunde]',
    unit_other: '[Stammgäste|Stammkunden]',
    sentence_one:
      'Einer von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleibt länger weg, als er es sonst tut.',
    sentence_other:
      '{{count, number}} von {{regulars, number}}, die zuletzt noch [Stammgäste|Stammkunden] waren, bleiben länger weg, als sie es sonst tun.',
    tooSoon: 'Noch nicht: dafür braucht es {{within}} Tage mit <Bons|Buchungen>.',
    noRegulars:
      'Noch keine [Stammgäste|Stammkunden]: das ist, wer an {{days}} Tagen in {{within}} Tagen <kauft|da ist>.',
    before: 'Vor vier Wochen {{value}}.',
    usual: 'Üblich sind {{low}} bis {{high}}.',
    without: 'Ohne {{stores}}: dort fehlen <Bons|Buchungen>.',
    definition:
      'Beobachtet wird, wer bei seinem letzten <Kauf|Besuch> [Stammgast|Stammkunde] war ({{days}} Tage mit <Kauf|Besuch> in {{within}} Tagen) und seither keine {{within}} Tage weg ist. Gezählt wird, wer davon länger weg ist, als es zu seinem eigenen Rhythmus passt. Am letzten bekannten Tag sind noch {{now, number}} [Stammgäste|Stammkunden].',
    counted: '{{leaving, number}} von {{count, number}}.',
    trend:
      '[Stammgäste|Stammkunden], die lange nicht da waren, je Woche: erst {{first}}, jetzt {{last}}',
    weeksAgo_one: 'vor einer Woche',
    weeksAgo_other: 'vor {{count, number}} Wochen',
    now: 'jetzt',
    list: '[Stammgäste|Stammkunden], die lange nicht da waren',
    show_one: 'Wer das ist',
    show_other: 'Die {{count, number}} ansehen',
    measured: 'lange nicht da, je Woche',
    evidenceFinding: '{{count, number}} Wochen: erst {{first}}, zuletzt {{last}}.',
    evidence: {
      below: 'Es fehlen weniger als üblich',
      within: 'Es fehlen so viele wie üblich',
      above: 'Es fehlen mehr als üblich',
    },
  },
  worth: {
    question: 'Was sind sie wert?',
    unit: 'im Jahr',
    unitOf: '{{unit}} im Jahr',
    sentence:
      'So viel brachte ein [Stammgast|Stammkunde] in zwölf Monaten, zwischen {{low}} und {{high}}.',
    sentencePlain: 'So viel brachte ein [Stammgast|Stammkunde] in zwölf Monaten.',
    tooSoon: 'Noch nicht: dafür braucht es zwölf volle Monate.',
    noRegulars:
      'Noch keine [Stammgäste|Stammkunden]: das ist, wer an {{days}} Tagen in {{within}} Tagen <kauft|da ist>.',
    noRevenue: 'Bisher ist kein Umsatz gebucht.',
    fewAmounts: 'Bei zu vielen Besuchen fehlt der Betrag.',
    noRevenueNext:
      'Buchen Sie den Betrag mit, dann steht hier nach zwölf vollen Monaten, was ein [Stammgast|Stammkunde] bringt.',
    before: 'Vor einem Jahr {{value}}.',
    other: 'Ein [Gast|Kunde], der noch keiner ist: {{value}}.',
    gross: 'Umsatz, brutto.',
    definition:
      'Umsatz nach Rückgaben in zwölf vollen Monaten, im Schnitt der [Stammgäste|Stammkunden] ({{days}} Tage mit <Kauf|Besuch> in {{within}} Tagen). Was war, keine Vorhersage.',
    counted_one: 'Ein [Stammgast|Stammkunde] am {{date}}, dem Ende der zwölf Monate',
    counted_other:
      '{{count, number}} [Stammgäste|Stammkunden] am {{date}}, dem Ende der zwölf Monate',
    trend: 'Umsatz eines [Stammgasts|Stammkunden] in zwölf Monaten, seit {{from}}',
    rows: 'Alles zum Wert',
    today: 'heute',
  },
  effect: {
    question: 'Was hat es gebracht?',
    notYet: 'Noch nicht: es gab noch keine Maßnahme.',
    later: 'Läuft eine, steht hier ihre Wirkung gegen eine Vergleichsgruppe, mit ihrer Spanne.',
  },
  stores: {
    heading: 'Die Filialen im {{month}}',
    plain: 'Die Filialen',
    measured: 'Wer im Monat davor kam und wiederkam; der Strich zeigt, wie genau wir es wissen',
    note: 'Wer in mehreren Filialen <kauft|war>, zählt in jeder; darum liegen viele über dem Strich für alle. Wiedergekommen ist, wer in irgendeiner <kaufte|da war>.',
    overall: 'alle {{share}}',
    finding: 'Zwischen {{low}} und {{high}} kamen wieder.',
    store: 'Filiale',
    kept: 'geblieben',
    keptOf: '{{kept, number}} von {{count, number}}',
    of: 'von',
    share: 'Anteil',
    leaving: 'lange nicht da',
    regulars: '[Stammgäste|Stammkunden]',
    average: 'Durchschnittsbon',
    coverage: 'Erfassungsquote',
    last: '<letzter Bon|letzte Buchung>',
    more: 'Alle {{count, number}} Filialen zeigen',
  },
  sources: {
    heading: 'Die Quellen',
    fine_one: '<Die Filiale liefert ihre Bons.|Aus der Filiale kommen Buchungen an.>',
    fine_other:
      '<Alle {{count, number}} Filialen liefern ihre Bons.|Aus allen {{count, number}} Filialen kommen Buchungen an.>',
    fine_zero: 'Die <Bons|Buchungen> sind auf dem neuesten Stand.',
    behind_one: '<Der letzte Bon|Die letzte Buchung> ist vom {{date}}, also von gestern.',
    behind_other:
      '<Der letzte Bon|Die letzte Buchung> ist vom {{date}}. Das ist {{span}} her; alle Zahlen gelten für jenen Tag.',
    severalSilent: '{{count, number}} Filialen liefern gerade keine <Bons|Buchungen>',
    alarm_one: 'Eine Kasse schweigt, die sonst um diese Zeit liefert.',
    alarm_other: '{{count, number}} Kassen schweigen, die sonst um diese Zeit liefern.',
    silentSince: '{{store}} ({{source}}): seit {{date}}, {{time}}.',
    silent:
      'Bis <die Kasse wieder liefert|wieder etwas kommt>, sagen wir dort niemandem nach, er bleibe weg.',
    others_one: 'Eine andere Filiale liefert.',
    others_other: '{{count, number}} andere Filialen liefern.',
    others_zero: 'Auch sonst kommt gerade nichts an.',
    check: 'Importe prüfen',
    imports: 'Neue Verkäufe einlesen',
  },
  doors: {
    heading_one: 'Eine Verbindung braucht einen Blick',
    heading_other: '{{count, number}} Verbindungen brauchen einen Blick',
    refused_one: 'schickte etwas, das wir nicht lesen konnten.',
    refused_other: 'schickte {{count, number}} Mal etwas, das wir nicht lesen konnten.',
    stopped:
      'antwortet seit Tagen nicht und erfährt nichts mehr. Was geschieht, heben wir 30 Tage auf.',
    silent: 'antwortet gerade nicht. Wir versuchen es weiter.',
  },
  setUp: {
    heading: 'Einrichtung: {{done}} von {{count}} erledigt',
    next: 'Als Nächstes: {{step}}.',
    afterwards: 'Dann: {{step}}.',
    gaps_one: '{{step}} (ein Entwurf liegt da, eine Lücke ist offen)',
    gaps_other: '{{step}} (ein Entwurf liegt da, {{count, number}} Lücken sind offen)',
    go: 'Weiter',
    all: 'alle {{count}} Schritte',
    step: {
      business_named: 'dem Betrieb seinen Namen geben, eine Minute',
      purchases_in:
        '<Verkäufe einlesen, etwa fünf Minuten|den ersten Besuch buchen oder Verkäufe einlesen>',
      program_begun: 'ein Programm mit Karten beginnen, etwa zehn Minuten',
      imprint_told: 'das Impressum schreiben, etwa fünf Minuten',
      privacy_told: 'den Datenschutz erklären, etwa zehn Minuten',
      terms_told: 'Teilnahmebedingungen veröffentlichen, etwa zehn Minuten',
      mails_sent: 'den E-Mail-Versand einrichten, etwa zehn Minuten',
      customers_known:
        '<Bons mit [Gästen|Kunden] verbinden|dem ersten [Gast|Kunden] eine Karte geben>',
      stores_named: 'den Filialen ihre Namen geben, etwa zwei Minuten',
      logo_set: 'das Logo hochladen, eine Minute',
      margin_set: 'die Marge eintragen, etwa zwei Minuten',
      staff_invited: 'jemanden aus dem Team einladen, eine Minute',
      source_connected: 'die Kasse verbinden, etwa zehn Minuten',
    },
  },
} as const
