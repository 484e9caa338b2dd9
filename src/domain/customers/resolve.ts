import type { CustomerReference } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import type { Fault } from '#kernel/errors.ts'
import { identitiesOf } from './identity.ts'
import { findCrowded, findKnown } from './known.ts'
import { type Known, type Match, match, type Sought } from './matching.ts'
import { insertIdentities, withdraw } from './write-identities.ts'

/**
 * `customerId` is the customer all figures stand under. `memberId` is the one the reference named,
 * another only where it was merged into the first; what is written under it follows it when the
 * merge is undone.
 */
export type Resolved =
  | { customerId: string; memberId: string }
  | { anonymous: true }
  | { refused: Fault }

const attemptsMax = 20

/** References that are being looked up. */
export type Search = {
  sought: readonly Sought[]
  known: Promise<Known>
  erasureKey: string | undefined
}

/**
 * Begins to look up references, so that whoever asks can do something else meanwhile.
 * @param instants when that happened of which each is told: a card may have been stopped since
 */
export function beginSearch(
  tx: Tx,
  references: readonly (CustomerReference | undefined)[],
  erasureKey?: string,
  instants: readonly string[] = [],
): Search {
  const sought = references.map((reference, index) => seek(reference, instants[index]))
  const known = findKnown(tx, sought, erasureKey)
  // Whoever awaits it hears of a failure; nobody may be there when it happens.
  known.catch(() => undefined)
  return { sought, known, erasureKey }
}

/**
 * Finds the customer of each reference and makes those who are not known yet. The number of
 * statements does not grow with the number of references: one where nothing is new, two or three
 * where something is. Others may make the same customer at the same moment: the first to write an
 * identity down has it, whoever waited reads again.
 */
export async function resolveCustomers(
  tx: Tx,
  references: readonly (CustomerReference | undefined)[],
  at: Date,
  erasureKey?: string,
): Promise<Resolved[]> {
  return await resolveFound(tx, beginSearch(tx, references, erasureKey), at)
}

/** The same for a search that has begun. */
export async function resolveFound(tx: Tx, search: Search, at: Date): Promise<Resolved[]> {
  const { sought, erasureKey } = search
  let known = await search.known
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    if (attempt > 1) known = await findKnown(tx, sought, erasureKey)
    const found = await matchWithin(tx, sought, known)
    if (await writeDown(tx, found, at)) return found.holders.map(resolved)
  }
  throw new Error(`the identities of a batch were taken by others ${attemptsMax} times in a row`)
}

/** A number that a shop gives to all its guests must not gather their addresses without end. */
async function matchWithin(tx: Tx, sought: readonly Sought[], known: Known): Promise<Match> {
  const found = match(sought, known, new Set())
  const gaining = membersGaining(found)
  const crowded = gaining.length > 0 ? await findCrowded(tx, gaining) : new Set<string>()
  return crowded.size > 0 ? match(sought, known, crowded) : found
}

function membersGaining({ additions, newCustomerIds }: Match): string[] {
  const newcomers = new Set(newCustomerIds)
  const members = additions.map(({ memberId }) => memberId).filter((id) => !newcomers.has(id))
  return [...new Set(members)]
}

function seek(reference: CustomerReference | undefined, happenedAt?: string): Sought {
  if (!reference) return { kind: 'nobody' }
  const identities = identitiesOf(reference)
  if (!Array.isArray(identities)) return { kind: 'faulty', fault: identities }
  if (reference.id === undefined && identities.length === 0) return { kind: 'nobody' }
  const named = { kind: 'named' as const, id: reference.id, identities }
  return happenedAt === undefined ? named : { ...named, atMillis: Date.parse(happenedAt) }
}

function resolved(holder: Match['holders'][number]): Resolved {
  if (holder === null) return { anonymous: true }
  return 'customerId' in holder ? holder : { refused: holder }
}

/** False where another transaction was first with one of the identities: nobody new is kept then. */
async function writeDown(tx: Tx, { additions, newCustomerIds }: Match, at: Date): Promise<boolean> {
  if (additions.length === 0) return true
  const added = await insertIdentities(tx, additions, newCustomerIds, at)
  if (added === additions.length) return true
  if (newCustomerIds.length > 0) await withdraw(tx, newCustomerIds)
  return false
}
