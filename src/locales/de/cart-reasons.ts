/** Why points cannot pay for a cart. */
export const cartReasons = {
  program_ended: 'Das Programm ist beendet.',
  points_currency_unknown: 'Solche Punkte gibt es nicht.',
  points_customer_needed: 'Mit Punkten zahlt man nur mit Karte oder Anmeldung.',
  points_worth_nothing: 'Diese Punkte sind kein Zahlungsmittel.',
  points_above_cart: 'So viele Punkte braucht dieser Einkauf nicht.',
  points_insufficient: 'Dafür fehlen noch Punkte.',
}
