import { useState } from 'react'
import type { HandReason } from '#contract/language/hand-reason.ts'
import { newExternalId } from '../new-external-id.ts'
import { readCount } from '../writing/typed-numbers.ts'
import type { Balance } from './points.ts'
import { useFirstStore } from './store-field.tsx'

/** What every decision by hand is made of. */
export type ByHand = {
  currency: string
  /** As typed, so that what is no number stays in sight. */
  points: string
  reason: HandReason
  note: string
  store: string | null
}

/** The draft of a decision by hand, and the part of a request that all of them share. */
export function useByHand({ points, customerId }: Balance, reason: HandReason) {
  const [externalId] = useState(newExternalId)
  const first = useFirstStore()
  const fullest = points.toSorted((a, b) => b.balance - a.balance)[0]
  const [draft, setDraft] = useState<ByHand>({
    currency: fullest?.currency ?? '',
    points: '',
    reason,
    note: '',
    store: null,
  })
  const store = draft.store ?? first
  const note = draft.note.trim()
  return {
    draft: { ...draft, store },
    change: (change: Partial<ByHand>) => setDraft((before) => ({ ...before, ...change })),
    points: readPoints(draft.points),
    request: {
      source: 'office',
      externalId,
      customer: { id: customerId },
      currency: draft.currency,
      reason: draft.reason,
      ...(note === '' ? {} : { note }),
      ...(store === null ? {} : { store }),
    },
  }
}

/** A whole number from 1 on; null: it is none. */
export const readPoints = (text: string): number | null => readCount(text, 1)
