/** Why points cannot pay for a cart. */
export const cartReasons = {
  program_ended: 'The program has ended.',
  points_currency_unknown: 'There are no such points.',
  points_customer_needed: 'Points pay only with a card or a sign-in.',
  points_worth_nothing: 'These points pay for nothing.',
  points_above_cart: 'This cart does not need that many points.',
  points_insufficient: 'Some points are still missing.',
}
