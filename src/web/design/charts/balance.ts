import type { ChartWords } from './chart.tsx'

export type BalanceKind = 'start' | 'kept' | 'returned' | 'new' | 'lost' | 'end'

export type RetentionBalanceProps = ChartWords & {
  kept: number
  returned: number
  new: number
  lost: number
  /** "Gäste im September" and "Gäste im Oktober" */
  startLabel: string
  endLabel: string
  /** "im Oktober kein Bon" */
  lostNote: string
  /** Every number can lead to its customers. */
  onOpen?: (kind: BalanceKind) => void
}
