import type { Draft } from './draft.ts'

/** What every sentence of a reward is given. */
export type SentencesProps = {
  draft: Draft
  /** What it costs cannot be changed once it is there. */
  isNew: boolean
  onChange: (change: Partial<Draft>) => void
  /** What was typed is no value for the word; null: it is. */
  onFault: (fault: string | null) => void
}
