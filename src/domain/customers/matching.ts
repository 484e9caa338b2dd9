import type { Fault } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { type Identity, identityKey } from './identity.ts'

/** A reference as it is looked up. */
export type Sought =
  | { kind: 'nobody' }
  | { kind: 'faulty'; fault: Fault }
  | {
      kind: 'named'
      id: string | undefined
      identities: readonly Identity[]
      /** When that happened of which it is told, in milliseconds; left out: now. */
      atMillis?: number
    }

/**
 * Whom an id or identity leads to. `memberId` is the customer it was given to, `customerId` the
 * one that customer is merged into (the same where nothing was merged).
 */
export type Holder = { customerId: string; memberId: string }

export type Known = {
  byId: Map<string, Holder>
  byIdentity: Map<string, Holder>
  /** Keys of identities by which somebody was known who has been erased. */
  erased: Set<string>
  /** From when on cards name nobody, in milliseconds, by key: those blocked, replaced or ended. */
  stopped: Map<string, number>
}

/** An identity to be written down: of a customer who is not yet known, or new to a known one. */
export type Addition = Identity & Holder

export type Match = {
  holders: (Holder | null | Fault)[]
  additions: Addition[]
  newCustomerIds: string[]
}

/**
 * Decides who each reference is, as if they had come one after the other: the first id or identity
 * that is known decides, what else is named and still free is added to that customer, and who is
 * unknown in all becomes a new customer, known to the references that follow. Of an erased person
 * nothing is known, and nothing is written down again; a card names nobody from when it was stopped.
 * @param crowded members who have as many identities as anybody may have, and are given no more
 */
export function match(
  references: readonly Sought[],
  known: Known,
  crowded: ReadonlySet<string>,
): Match {
  const additions: Addition[] = []
  const newCustomerIds: string[] = []
  const byIdentity = new Map(known.byIdentity)

  const holders = references.map((sought) => {
    if (sought.kind === 'nobody') return null
    if (sought.kind === 'faulty') return sought.fault
    const identities = sought.identities.filter((one) => isGood(one, known, sought.atMillis))
    if (sought.id === undefined && identities.length === 0) return null
    const holder = decide({ ...sought, identities }, known, byIdentity)
    if (holder === 'unknown_id') return unknownId
    return addWhatIsFree(identities, holder ?? newcomer())
  })
  return { holders, additions, newCustomerIds }

  function newcomer(): Holder {
    const id = newId()
    newCustomerIds.push(id)
    return { customerId: id, memberId: id }
  }

  function addWhatIsFree(identities: readonly Identity[], holder: Holder): Holder {
    if (crowded.has(holder.memberId)) return holder
    for (const identity of identities) {
      const key = identityKey(identity)
      if (byIdentity.has(key)) continue
      byIdentity.set(key, holder)
      additions.push({ ...identity, ...holder })
    }
    return holder
  }
}

/** Whether an identity may name somebody at that time. */
function isGood(identity: Identity, known: Known, atMillis = Infinity): boolean {
  const key = identityKey(identity)
  const stoppedAtMillis = known.stopped.get(key)
  return !known.erased.has(key) && (stoppedAtMillis === undefined || atMillis < stoppedAtMillis)
}

function decide(
  { id, identities }: Extract<Sought, { kind: 'named' }>,
  known: Known,
  byIdentity: ReadonlyMap<string, Holder>,
): Holder | 'unknown_id' | undefined {
  if (id !== undefined) return known.byId.get(id) ?? 'unknown_id'
  return firstHolder(identities, byIdentity)
}

/** Whom the first of these leads to that leads to anybody, erased and stopped ones passed over. */
export const holderAmong = (
  identities: readonly Identity[],
  known: Known,
  atMillis?: number,
): Holder | undefined =>
  firstHolder(
    identities.filter((one) => isGood(one, known, atMillis)),
    known.byIdentity,
  )

function firstHolder(identities: readonly Identity[], byIdentity: ReadonlyMap<string, Holder>) {
  for (const identity of identities) {
    const holder = byIdentity.get(identityKey(identity))
    if (holder) return holder
  }
  return undefined
}

const unknownId: Fault = {
  pointer: '/customer/id',
  code: 'customer_not_found',
  message: 'There is no customer with this id.',
}
