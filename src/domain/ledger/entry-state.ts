import type { BookAccount, Cause, Movement } from './book-account.ts'
import type { Entry } from './entry.ts'
import type { Facts, Grant, Instant, Reversal } from './facts.ts'

/** A movement as its entry's row keeps it. */
export type MovementState = {
  lot?: string
  issuer?: number
  from: BookAccount
  to: BookAccount
  points: number
  /** Not said: of a grant its lot, of an act the act. */
  cause?: string
}

export type FactsState = {
  grants?: Omit<Grant, 'currency' | 'eventId' | 'store' | 'earnedAt'>[]
  reversals?: Omit<Reversal, 'currency' | 'eventId' | 'store' | 'at'>[]
}

/** What the columns of an entry say of everything in it. */
export type EntryHead = {
  currency: string
  kind: Cause['kind']
  eventId: string | null
  actId: string | null
  store: number
  effectiveAt: Instant
}

export const encodeMovements = (entry: Entry): MovementState[] =>
  entry.movements.map(({ cause, lot, issuer, from, to, points }) => ({
    ...(lot !== null && { lot }),
    ...(issuer !== 0 && { issuer }),
    ...{ from, to, points },
    ...((cause.kind === 'reversal' || (cause.kind === 'grant' && cause.id !== lot)) && {
      cause: cause.id,
    }),
  }))

export function encodeFacts({ facts: { grants, reversals } }: Entry): FactsState | null {
  if (grants.length + reversals.length === 0) return null
  return {
    ...(grants.length > 0 && {
      grants: grants.map(({ currency, eventId, store, earnedAt, ...grant }) => grant),
    }),
    ...(reversals.length > 0 && {
      reversals: reversals.map(({ currency, eventId, store, at, ...reversal }) => reversal),
    }),
  }
}

export const decodeMovements = (head: EntryHead, states: readonly MovementState[]): Movement[] =>
  states.map(({ lot = null, issuer = 0, cause, from, to, points }) => ({
    cause: causeOf(head, cause ?? lot ?? ''),
    at: head.effectiveAt,
    ...{ lot, issuer, from, to, points },
  }))

function causeOf({ kind, eventId, actId, store }: EntryHead, id: string): Cause {
  switch (kind) {
    case 'clock':
      return { kind }
    case 'act':
      return { kind, id: actId ?? '', store }
    case 'grant':
    case 'reversal':
      return { kind, id, eventId: eventId ?? '', store }
  }
}

export function decodeFacts(head: EntryHead, state: FactsState | null): Facts {
  const { currency, store, effectiveAt } = head
  const eventId = head.eventId ?? ''
  return {
    grants: (state?.grants ?? []).map((grant) => ({
      ...grant,
      ...{ currency, eventId, store, earnedAt: effectiveAt },
    })),
    reversals: (state?.reversals ?? []).map((reversal) => ({
      ...reversal,
      ...{ currency, eventId, store, at: effectiveAt },
    })),
  }
}
