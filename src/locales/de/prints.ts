/** What is printed, laid out and pinned up; without "du" and "Sie", so that it fits every house. */
export const prints = {
  title: 'Drucksachen',
  sentence: 'Was auf dem Tisch steht, führt in die Karte.',
  reason: 'Alles trägt Namen, Logo und Farbe Ihres Betriebs. Gedruckt wird auf Ihrem Drucker.',
  toStart: 'Noch gibt es kein Programm.',
  toStartDo: 'In 10 Minuten zur ersten Stammkarte',
  unreachable:
    'Die QR-Codes führen zu {{address}}. Diese Adresse erreicht nur dieser Rechner. Nennen Sie vor dem Drucken eine öffentliche Adresse (PUBLIC_URL).',
  unfixed:
    'Die QR-Codes führen zu {{address}}, weil diese Seite gerade so heißt. Ändert sich die Adresse, führen sie ins Leere. Nennen Sie vor dem Drucken eine feste (PUBLIC_URL).',
  open: 'PDF öffnen',
  download: 'Herunterladen',
  part: 'Teil {{part}}',
  language: 'Sprache des Drucks',
  kinds: {
    table_card: { name: 'Aufsteller', what: 'A6, für Tisch und Theke, mit QR-Code' },
    poster: { name: 'Plakat', what: 'A4, für Tür und Wand' },
    receipt_slip: { name: 'Bonzettel', what: '80 mm breit, für den Bondrucker' },
    staff_slip: { name: 'Zettel fürs Team', what: 'A4, drei Schritte an der Theke' },
  },
  files: {
    cards: 'Stammkarten',
    table_card: 'Aufsteller',
    poster: 'Plakat',
    receipt_slip: 'Bonzettel',
    staff_slip: 'Teamzettel',
  },
  sheets: {
    heading: 'Kartenbögen',
    none: 'Noch sind keine Karten gemacht.',
    make: '24 neue Karten',
    one: '{{count, number}} Karten vom {{date}}',
    left: '{{count, number}} davon noch frei',
    allGiven: 'alle ausgegeben',
    paper: 'A4, zehn Karten je Blatt, 85 × 54 mm, mit Schnittmarken',
  },
  paper: {
    card: '{{places}} Stempel: {{reward}}',
    cardOnly: 'Stammkarte',
    headline: '{{places}} Stempel:\n{{reward}}.',
    headlineOnly: 'Wiederkommen lohnt sich.',
    visit: 'Für jeden Besuch ein Stempel.',
    amount: 'Für je {{amount}} ein Stempel.',
    first: 'Oder schon für {{places}} Stempel: {{reward}}.',
    ask: 'Einfach an der Kasse nach der Karte fragen. Name und Adresse braucht es nicht.',
    scan: 'Stempel und Prämien auf dem Handy ansehen',
    slip: 'Noch keine Stammkarte?',
    staff: {
      title: 'So geht die Stammkarte',
      steps: {
        ask: { name: 'Karte einlesen', how: 'Vor dem Bezahlen. Keine da? Eine neue vom Stapel.' },
        book: { name: 'Stempel buchen', how: 'Ein Druck auf die große Taste. Fertig.' },
        redeem: {
          name: 'Prämie geben',
          how: 'Steht „Heute einlösbar“ da: fragen, geben, antippen.',
        },
      },
      wrong: 'Vertippt? „Rückgängig“ geht zehn Minuten lang.',
      open: 'Theke öffnen',
    },
  },
} as const
