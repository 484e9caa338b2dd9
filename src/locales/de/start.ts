import { proposal } from './proposal.ts'

/** From nothing to the first card: what is proposed, changed, made, and then printed. */
export const start = {
  title: 'Erste Stammkarte',
  offer: 'In 10 Minuten zur ersten Stammkarte',
  offerReason:
    'Ein Programm mit zehn Stempeln, Karten zum Ausdrucken und ein Aufsteller mit QR-Code.',
  sentence: 'In 10 Minuten zur ersten Stammkarte.',
  lead: 'Wir schlagen vor, Sie ändern, was nicht passt. Es gilt erst, wenn Sie unten zustimmen.',
  trade: 'Was für ein Betrieb sind Sie?',
  trades: {
    cafe: 'Café',
    restaurant: 'Restaurant',
    bakery: 'Bäckerei',
    retail: 'Laden',
    hairdresser: 'Friseur',
    web_shop: 'Webshop',
  },
  who: 'Ihr Betrieb',
  businessName: 'Name des Betriebs',
  storeName: 'Name der Filiale',
  storeHint: 'Dort steht die Theke. Weitere kommen später dazu.',
  program: 'So wird gesammelt',
  stamp: {
    label: 'Wofür es einen Stempel gibt',
    per_visit: 'je Besuch',
    per_amount: 'je Betrag',
  },
  rule: {
    per_visit:
      'Für jeden Besuch gibt es 1 Stempel. Was innerhalb einer Stunde zusammenkommt, zählt als ein Besuch.',
    per_amount: 'Für je <amount/> gibt es 1 Stempel.',
    amount: 'Betrag für einen Stempel',
  },
  reward: {
    first: 'Oder schon für <places/> Stempel: <name/>.',
    full: 'Die volle Karte hat <places/> Stempel und bringt: <name/>.',
    firstPlaces: 'Stempel für die erste Prämie',
    fullPlaces: 'Stempel der vollen Karte',
    firstName: 'Erste Prämie',
    fullName: 'Prämie der vollen Karte',
    cost: 'Das kostet Sie <cost/> je Stück.',
    costLabel: '{{name}}: Kosten je Stück',
    amount: 'Das sind <amount/> Nachlass.',
    amountLabel: '{{name}}: Nachlass',
    withoutFirst: 'Ohne die kleine Prämie',
    withFirst: 'Mit einer kleinen Prämie',
  },
  year: {
    heading: 'Was das im Jahr kostet',
    atMost: 'Höchstens {{amount}}, das sind {{share}} Ihres Umsatzes.',
    reason:
      'Gerechnet mit {{receipts, number}} Bons im Jahr und {{average}} im Durchschnitt, wie in Ihrer Datei. Zu jedem {{each, number}}. Bon wird eine Karte gezeigt, und jeder Stempel wird eingelöst.',
    unknown: 'Eine volle Karte kostet Sie {{amount}}.',
    unknownFirst: 'Die kleine Prämie kostet Sie {{amount}}.',
    withFirst: 'Die kleine Prämie ist darin enthalten: Es zählt die, die je Stempel mehr kostet.',
    unknownReason:
      'Mit einer Datei Ihrer Bons rechnen wir ein ganzes Jahr aus. Sie können auch ohne beginnen.',
  },
  terms: {
    heading: 'Teilnahmebedingungen',
    label: 'Wortlaut',
    language: 'Sprache der Bedingungen',
    bothHint: 'Auf dem Telefon steht der Text in der Sprache, die dort gewählt ist.',
    check:
      'Ein Vorschlag, keine Rechtsberatung. Lassen Sie den Text prüfen, bevor Sie viele Karten ausgeben.',
    again: 'Zurück zum Vorschlag',
    text: `Teilnahmebedingungen der Stammkarte

1. Wer bietet das an?
Die Stammkarte gibt {{business}} aus.

2. Wer kann mitmachen?
Jede Person ab 16 Jahren. Die Karte kostet nichts. Name und Adresse sind nicht nötig.

3. Wie sammle ich?
{{rule}} {{shown}}

4. Was bekomme ich?
{{rewards}} Wer Stempel einlöst, gibt sie dafür her und sammelt danach weiter. Stempel lassen sich nicht in Geld tauschen.

5. Wie lange gelten die Stempel?
Jeder Stempel gilt 36 Monate.

6. Was ist, wenn ich die Karte verliere?
Bitte sagen Sie es uns. Wir sperren die Karte und übertragen den Stand auf eine neue, soweit er sich zuordnen lässt.

7. Was geschieht mit meinen Daten?
Ohne Namen und Adresse speichern wir zur Nummer der Karte, {{kept}}. Wer mehr angibt, kann das jederzeit ansehen, ändern und löschen lassen.

8. Wie endet es?
Sie können jederzeit aufhören. Wir können das Programm mit einer Frist von drei Monaten beenden; so lange lassen sich volle Karten einlösen. Ändern wir die Bedingungen, sagen wir es vorher.`,
    rewardLine: 'Für {{places}} Stempel gibt es: {{name}}.',
    ruleVisit: 'Für jeden Besuch gibt es einen Stempel.',
    shown: {
      per_visit:
        'Dafür wird an der Theke die Karte gezeigt. Was innerhalb einer Stunde zusammenkommt, zählt als ein Besuch.',
      per_amount:
        'Einen Stempel gibt es, wenn die Karte vor dem Bezahlen gezeigt wird. Waren, die zurückgegeben werden, bringen keine Stempel.',
    },
    kept: {
      per_visit: 'wann jemand da war und was eingelöst wurde',
      per_amount: 'was gekauft und eingelöst wurde',
    },
    ruleAmount: 'Für je {{amount}} gibt es einen Stempel.',
  },
  page: {
    heading: 'Die Seite auf dem Telefon',
    selfEnrollment: 'Wer noch keine Karte hat, legt sich dort selbst eine an',
    selfEnrollmentHint:
      'Der QR-Code auf Aufsteller und Plakat lädt dazu ein. Es braucht eine E-Mail-Adresse, die bestätigt wird. Ohne den Haken gibt es Karten nur bei Ihnen.',
    drafts: 'Entwürfe für Impressum, Datenschutz und Barrierefreiheit hinlegen',
    draftsHint:
      'Sie sind keine Rechtsberatung und haben Lücken, die nur Sie füllen können. Bis dahin zeigt die Seite sie niemandem.',
  },
  cards: {
    heading: 'Karten',
    count: 'Karten zum Ausdrucken',
    hint: '24 Karten sind drei Blätter A4.',
  },
  do: 'Ab heute sammeln',
  change: 'Jedes Wort lässt sich später ändern.',
  refused: {
    program_exists: 'Inzwischen gibt es ein Programm. Laden Sie die Seite neu.',
    terms_with_gaps: 'In den Bedingungen ist noch eine Lücke. Füllen oder streichen Sie sie.',
    start_reward_too_dear: 'Die erste Prämie braucht weniger Stempel als die volle Karte.',
  },
  exists: {
    sentence: 'Es gibt schon ein Programm.',
    reason: 'Es bleibt, wie es ist. Ändern können Sie es auf seiner eigenen Seite.',
    look: 'Programm ansehen',
    prints: 'Zu den Drucksachen',
  },
  done: {
    sentence: 'Ab heute wird gesammelt.',
    lead: 'Jetzt noch drucken, hinlegen, Theke öffnen.',
    before: 'Ihr Programm läuft schon.',
    beforeLead:
      'Begonnen am {{date}}. Ein zweites entsteht hier nicht, und das erste bleibt, wie es ist. Ändern können Sie es auf seiner eigenen Seite.',
    print: '1. Drucken',
    put: '2. Hinlegen',
    putWords:
      'Schneiden Sie die Karten aus und legen Sie sie an die Kasse. Der Aufsteller steht daneben, der Zettel hängt dahinter.',
    open: '3. Theke öffnen',
    openWords:
      'Diese Adresse auf dem Tablet oder Handy an der Kasse öffnen und anmelden. Dann die erste Karte einlesen.',
    till: 'Theke öffnen',
    tillCode: 'QR-Code zur Theke',
    program: 'Programm ansehen',
    cashiers: 'PIN für alle, die an der Theke stehen',
    overview: 'Zur Übersicht',
    texts: '4. Seite fertig machen',
    textsWords:
      'Impressum und Datenschutz fehlen noch ganz oder haben Lücken. Bis sie gefüllt sind, zeigt die Seite sie niemandem.',
    textsDo: 'Texte ergänzen',
  },
  proposal,
} as const
