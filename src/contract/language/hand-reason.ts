/** Why somebody gives points, moves them or undoes what was done. The locales say them in words. */
export const handReasons = [
  'card_forgotten',
  'complaint',
  'wrong_booking',
  'occasion',
  'taken_over',
  'store_closed',
  'other',
] as const
export type HandReason = (typeof handReasons)[number]
