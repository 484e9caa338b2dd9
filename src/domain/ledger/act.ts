import type { Instant, Reason } from './facts.ts'

/** Something we did. It stands as it happened; another act can cancel it, nothing can change it. */
export type Act = {
  id: string
  currency: string
  at: Instant
  /** Number of the store where it was done; 0: none. */
  store: number
  reason: Reason
} & Deed

export type Deed =
  | { kind: 'redeem' | 'donate' | 'redeem_offline'; points: number }
  | { kind: 'hold'; points: number; until: Instant }
  /** Of what is held, part or all; the rest is released, or stays held. */
  | { kind: 'capture'; hold: string; points: number; rest: 'released' | 'held' }
  | { kind: 'release'; hold: string }
  | {
      kind: 'grant' | 'goodwill' | 'opening'
      points: number
      availableAt: Instant
      expiresAt: Instant | null
    }
  /** Undoes what is left of an act. */
  | { kind: 'cancel'; act: string }
  | Extending
  /** What is open, or held and comes back, keeps until then at most. */
  | { kind: 'end'; until: Instant }
  | { kind: 'transfer_out'; points: number }
  | { kind: 'transfer_in'; lots: readonly TransferredLot[] }

/**
 * What is open keeps at least until then; null: for ever. With `from` only what would expire after
 * it: before, the doors were open.
 */
export type Extending = { kind: 'extend'; until: Instant | null; from?: Instant }

export type TransferredLot = {
  points: number
  availableAt: Instant
  expiresAt: Instant | null
  /** Store that issued the points first. */
  issuer: number
}

/** The key of a lot an act brings. */
export const lotKeyOf = (actId: string, index = 0) => `${actId}/${index}`
