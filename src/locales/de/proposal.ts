/** What things are called at first, before anybody names them. */
export const proposal = {
  store: 'Hauptfiliale',
  currency: 'Stempel',
  card: 'Stempelkarte',
  rule: { per_visit: 'Stempel je Besuch', per_amount: 'Stempel je Betrag' },
  amountOff: '{{amount}} Nachlass',
  articles: {
    hot_drink: 'ein Heißgetränk',
    cookie: 'ein Keks',
    main_course: 'ein Hauptgericht',
    espresso: 'ein Espresso',
    bread: 'ein Brot',
    pretzel: 'eine Brezel',
    care_sample: 'eine Pflegeprobe',
  },
} as const
