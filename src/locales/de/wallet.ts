/** What stands on a card in the wallet of a phone. */
export const wallet = {
  pass: {
    card: 'Stammkarte',
    of: '{{filled}} von {{places}}',
    full: 'Volle Karte',
    ready: 'Heute einlösbar',
    gone: 'Diese Karte gilt nicht mehr.',
  },
} as const
