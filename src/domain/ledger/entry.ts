import { type Cause, effectOnBalance, type Movement } from './book-account.ts'
import type { Facts, Instant } from './facts.ts'

/** One line of the books: what one cause moved at one instant. */
export type Entry = {
  customerId: string
  currency: string
  kind: Cause['kind']
  correction: boolean
  eventId: string | null
  actId: string | null
  store: number
  effectiveAt: Instant
  movements: readonly Movement[]
  facts: Facts
  balanceBefore: number
  balanceAfter: number
}

type Draft = Pick<Entry, 'kind' | 'eventId' | 'actId' | 'store' | 'effectiveAt'> & {
  movements: Movement[]
  grants: Facts['grants'][number][]
  reversals: Facts['reversals'][number][]
}

type Composing = {
  customerId: string
  currency: string
  correction: boolean
  /** The balance as booked so far. */
  balance: number
}

/** Movements and the facts behind them as entries, each going on from the balance of the one before. */
export function compose(
  { balance, ...shared }: Composing,
  movements: readonly Movement[],
  facts: Facts,
): Entry[] {
  const drafts = draft(movements, facts)
  let balanceAfter = balance
  return drafts.map(({ grants, reversals, ...rest }) => {
    const balanceBefore = balanceAfter
    for (const movement of rest.movements) balanceAfter += effectOnBalance(movement)
    return { ...shared, ...rest, facts: { grants, reversals }, balanceBefore, balanceAfter }
  })
}

function draft(movements: readonly Movement[], facts: Facts): Draft[] {
  const sole = soleDraft(movements, facts)
  if (sole) return [sole]
  const { grants, reversals } = facts
  const drafts = new Map<string, Draft>()
  for (const movement of movements) {
    draftFor(drafts, movement.cause, movement.at).movements.push(movement)
  }
  for (const grant of grants) {
    const cause = causeOf('grant', grant)
    draftFor(drafts, cause, grant.earnedAt).grants.push(grant)
  }
  for (const reversal of reversals) {
    const cause = causeOf('reversal', reversal)
    draftFor(drafts, cause, reversal.at).reversals.push(reversal)
  }
  return [...drafts.values()]
}

/** Of nearly every purchase: one grant and what it moved are one entry, found without looking. */
function soleDraft(movements: readonly Movement[], { grants, reversals }: Facts): Draft | null {
  const [movement] = movements
  const [grant] = grants
  if (!movement || !grant || movements.length + grants.length + reversals.length > 2) return null
  const { cause, at } = movement
  if (cause.kind !== 'grant' || at !== grant.earnedAt) return null
  const { kind, eventId, store } = cause
  if (eventId !== grant.eventId || store !== grant.store) return null
  return {
    ...{ kind, eventId, actId: null, store, effectiveAt: at },
    ...{ movements: [movement], grants: [grant], reversals: [] },
  }
}

const causeOf = (
  kind: 'grant' | 'reversal',
  { key, eventId, store }: Pick<Facts['grants'][number], 'key' | 'eventId' | 'store'>,
): Cause => ({ kind, id: key, eventId, store })

function draftFor(drafts: Map<string, Draft>, cause: Cause, effectiveAt: Instant): Draft {
  const { kind } = cause
  const eventId = 'eventId' in cause ? cause.eventId : null
  const actId = kind === 'act' ? cause.id : null
  const store = kind === 'clock' ? 0 : cause.store
  const key = `${kind} ${eventId} ${actId} ${store} ${effectiveAt}`
  const known = drafts.get(key)
  if (known) return known
  const made: Draft = {
    kind,
    eventId,
    actId,
    store,
    effectiveAt,
    movements: [],
    grants: [],
    reversals: [],
  }
  drafts.set(key, made)
  return made
}
