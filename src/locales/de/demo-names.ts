/** What the café of the demo calls what it gives. */
export const demoNames = {
  rules: { visit: 'Besuch', review: 'Bewertung' },
  levels: { regular: 'Stammgast', house_friend: 'Hausfreund' },
  privileges: { window: 'Freie Platzwahl am Fenster', cookie: 'Ein Keks' },
  ladder: 'Geschenkstaffel',
  articles: {
    oat_or_shot: 'Hafermilch oder Shot',
    hot_drink: 'Heißgetränk',
    tote: 'Stoffbeutel',
    cup: 'Emaillebecher',
    beans: 'Hausröstung 250 g',
    tin: 'Kaffeedose',
    mill: 'Handmühle',
    tasting: 'Verkostung für zwei',
  },
  rewards: {
    milk: 'Hafermilch oder Shot dazu',
    hot_drink: 'Ein Heißgetränk',
    tour: 'Führung durch die Rösterei Nordlicht',
  },
  voucher: 'Zehn Prozent zum Wiedersehen',
} as const
