import type { BookAccount, Cause, Movement } from './book-account.ts'
import type { Entry } from './entry.ts'
import type { Facts, GrantPart, Instant, Reason, Reversal } from './facts.ts'

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

/** Facts as their entry's row keeps them: in rows without names, since there are so many. */
export type FactsState = {
  grants?: GrantState[]
  reversals?: Omit<Reversal, 'currency' | 'eventId' | 'store' | 'at'>[]
}
type GrantState = [
  key: string,
  points: number,
  waitsMillis: number,
  expiresAt: Instant | null,
  parts: PartState[],
]
type PartState = [
  rule: string,
  revision: number,
  points: number,
  reason: Reason['key'],
  params?: ParamsState,
]
/** The rule of the part itself is not said again; `null`: the reason names none. */
type ParamsState = Readonly<Record<string, string | number | null>>

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
  entry.movements.map(encodeMovement)

function encodeMovement({ cause, lot, issuer, from, to, points }: Movement): MovementState {
  const state: Partial<MovementState> = {}
  if (lot !== null) state.lot = lot
  if (issuer !== 0) state.issuer = issuer
  const whole: MovementState = Object.assign(state, { from, to, points })
  if (cause.kind === 'reversal' || (cause.kind === 'grant' && cause.id !== lot)) {
    whole.cause = cause.id
  }
  return whole
}

export function encodeFacts({ facts: { grants, reversals } }: Entry): FactsState | null {
  if (grants.length + reversals.length === 0) return null
  return {
    ...(grants.length > 0 && {
      grants: grants.map(({ key, points, earnedAt, availableAt, expiresAt, parts }) => [
        key,
        points,
        availableAt - earnedAt,
        expiresAt,
        parts.map(encodePart),
      ]),
    }),
    ...(reversals.length > 0 && {
      reversals: reversals.map(({ currency, eventId, store, at, ...reversal }) => reversal),
    }),
  }
}

function encodePart({ rule, revision, points, reason: { key, params } }: GrantPart): PartState {
  if (params === undefined) return [rule, revision, points, key]
  const { rule: named = null, ...rest } = params
  return [rule, revision, points, key, named === rule ? rest : { ...params, rule: named }]
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
    grants: (state?.grants ?? []).map(([key, points, waitsMillis, expiresAt, parts]) => ({
      ...{ key, currency, points, eventId, store, expiresAt },
      earnedAt: effectiveAt,
      availableAt: effectiveAt + waitsMillis,
      parts: parts.map(decodePart),
    })),
    reversals: (state?.reversals ?? []).map((reversal) => ({
      ...reversal,
      ...{ currency, eventId, store, at: effectiveAt },
    })),
  }
}

/** What each rule brought, in the order it was told. */
export const partsOf = (state: FactsState | null): GrantPart[] =>
  (state?.grants ?? []).flatMap((grant) => grant[4].map(decodePart))

const decodePart = ([rule, revision, points, key, params]: PartState): GrantPart => ({
  ...{ rule, revision, points },
  reason: params === undefined ? { key } : { key, params: decodeParams(rule, params) },
})

function decodeParams(
  rule: string,
  { rule: named = rule, ...rest }: ParamsState,
): NonNullable<Reason['params']> {
  // Null stands for no rule only: encodePart puts it nowhere else.
  const others = rest as NonNullable<Reason['params']>
  return named === null ? others : { rule: named, ...others }
}
