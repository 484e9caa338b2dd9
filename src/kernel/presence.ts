/**
 * What counts as having been there: purchases alone, or visits without an amount as well. Revenue,
 * receipts and the number of purchases are the same either way.
 */
export const presences = ['purchases', 'visits'] as const
export type Presence = (typeof presences)[number]

/** On fewer of the days there an amount is known, and what somebody brings cannot be told of the amounts. */
export const boughtShareMin = 0.8
