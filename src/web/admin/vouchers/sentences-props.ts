import type { Draft } from './draft.ts'
import type { Content } from './voucher.ts'

/** What every sentence of a voucher is given. */
export type SentencesProps = {
  draft: Draft
  onContent: (change: Partial<Content>) => void
  /** Absent where the codes are made already. */
  onCodes?: ((change: Partial<Draft['codes']>) => void) | undefined
  /** What was typed is no value for the word; null: it is. */
  onFault: (fault: string | null) => void
}
