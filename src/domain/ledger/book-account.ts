/** The accounts of the books. A movement takes from one and gives to another. */
export const bookAccounts = [
  // What the customer has.
  'pending',
  'available',
  'held',
  // What the customer had too much: to be paid back by later points, or borne by the business.
  'owed',
  'overdrawn',
  'offline_loss',
  // Where points come from.
  'issued',
  'goodwill',
  'opening',
  // Where they go.
  'redeemed',
  'donated',
  'expired',
  // To and from other customers.
  'transferred',
] as const
export type BookAccount = (typeof bookAccounts)[number]

export type Origin = Extract<BookAccount, 'issued' | 'goodwill' | 'opening' | 'transferred'>
export type Shortfall = Extract<BookAccount, 'owed' | 'overdrawn' | 'offline_loss'>
export type Sums = Record<BookAccount, number>

export const noSums = (): Sums => ({
  pending: 0,
  available: 0,
  held: 0,
  owed: 0,
  overdrawn: 0,
  offline_loss: 0,
  issued: 0,
  goodwill: 0,
  opening: 0,
  redeemed: 0,
  donated: 0,
  expired: 0,
  transferred: 0,
})

/** What makes points move. Of a grant or reversal the key, of an act the id, of time nothing. */
export type Cause =
  | { kind: 'grant' | 'reversal'; id: string; eventId: string; store: number }
  | { kind: 'act'; id: string; store: number }
  | { kind: 'clock' }

/** Points from one account to another, of one lot or of none: balanced by its form. */
export type Movement = {
  cause: Cause
  at: number
  /** Key of the lot; null where points move that no lot stands for. */
  lot: string | null
  /** Store that issued the lot. */
  issuer: number
  from: BookAccount
  to: BookAccount
  /** At least 1. */
  points: number
}

/** What a movement adds to the points balance: what can be redeemed, less what is owed. */
export const effectOnBalance = ({ from, to, points }: Pick<Movement, 'from' | 'to' | 'points'>) =>
  (countsForBalance(to) ? points : 0) - (countsForBalance(from) ? points : 0)

const countsForBalance = (account: BookAccount) => account === 'available' || account === 'owed'
