import { type Account, balanceOf } from './account.ts'

/** What a customer has of one currency. */
export type Standing = {
  currency: string
  /** What can be redeemed, less what is owed. */
  balance: number
  available: number
  pending: number
  held: number
  owed: number
  overdrawn: number
  offlineLoss: number
  redeemed: number
  donated: number
  expired: number
}

export const standingOf = (currency: string, account: Account): Standing => ({
  currency,
  balance: balanceOf(account),
  available: account.sums.available,
  pending: account.sums.pending,
  held: account.sums.held,
  owed: 0 - account.sums.owed,
  overdrawn: 0 - account.sums.overdrawn,
  offlineLoss: 0 - account.sums.offline_loss,
  redeemed: account.sums.redeemed,
  donated: account.sums.donated,
  expired: account.sums.expired,
})
