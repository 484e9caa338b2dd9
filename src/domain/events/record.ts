import { setImmediate } from 'node:timers/promises'
import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { type Resolved, resolveFound, type Search } from '#domain/customers/resolve.ts'
import { newId } from '#kernel/ids.ts'
import type { Fact, LoggedEvent } from './fact.ts'
import {
  followedPurchase,
  type Moved,
  moveFollowers,
  type Placement,
  placeFollowers,
} from './followers.ts'
import { guestId } from './guest.ts'
import { append, appendFree, lockKeys, type NewEvent, saveKeys } from './log.ts'
import type { Terms } from './terms.ts'
import { judge, type KeyState, keyText, type Tombstone, type Version } from './versions.ts'

/** What a transaction added to the log, for the modules that keep state. */
export type Change = {
  /** Events with a key of their own, whose customers need no replay for them. */
  fresh: readonly NewEvent[]
  /** Streams in which an older statement was overruled: their state must be replayed. */
  overruled: readonly Stream[]
  /** All rows this transaction wrote, by event id. */
  written: ReadonlySet<string>
  terms: Terms
  /** When it was recorded. */
  now: Date
}

export type Stream = { customerId: string; anonymous: boolean }

type React = (tx: Tx, change: Change) => Promise<void>

/**
 * A module's part in the intake transaction, handed over by the house in the modules' order.
 * While the log is written, `foresee` may work ahead: nearly always all of these events turn out
 * to be fresh. What it gives is called in the module's stead, with what really happened. What it
 * asks of the database right away is answered before the log is written: nobody's row is held yet.
 */
export type Within = React & { foresee?: (tx: Tx, expected: Expected) => Promise<React> }

/** What a transaction will most likely add. */
export type Expected = Pick<Change, 'fresh' | 'terms' | 'now'>

/** Lets what was just asked go out to the database before the work goes on. */
export const whileAsking = () => setImmediate()

export type RecordOptions = {
  terms: Terms
  now: Date
  within: readonly Within[]
  importId?: string
}

/**
 * Takes prepared facts into the log and lets every module update its state, within the caller's
 * transaction. The number of statements does not grow with the number of facts.
 * @returns one outcome per fact, in order
 */
export async function record(
  tx: Tx,
  facts: readonly Fact[],
  search: Search,
  options: RecordOptions,
): Promise<IntakeOutcome[]> {
  const resolved = await resolveFound(tx, search, options.now)
  const followed = facts.flatMap((fact, index) =>
    'anonymous' in resolved[index]! ? (followedPurchase(fact) ?? []) : [],
  )
  const intake = new Intake(facts, resolved, await placeFollowers(tx, followed), options)
  const first = intake.firstOfEachKey()
  // An import that was taken back freed its keys; what is sent again may have been claimed before.
  if (options.importId !== undefined) await followClaims(tx, first)
  const expected = { fresh: first, terms: options.terms, now: options.now }
  const reactions = options.within.map(
    async (react) => await (react.foresee?.(tx, expected) ?? react),
  )
  try {
    intake.settleFree(await appendFree(tx, first, options.now))
    await settleContested(tx, intake, options.now)
    const change = intake.change(options.terms, options.now)
    if (change.written.size > 0)
      for (const reaction of reactions) await (await reaction)(tx, change)
    return intake.outcomes()
  } finally {
    // Nothing may be asked of a transaction that is over.
    await Promise.allSettled(reactions)
  }
}

async function settleContested(tx: Tx, intake: Intake, now: Date): Promise<void> {
  const contested = intake.contested()
  if (contested.length === 0) return
  const known = await lockKeys(tx, contested)
  await followClaims(tx, contested)
  const { events, states, moved } = intake.settle(contested, known)
  await append(tx, events, now)
  await saveKeys(tx, states)
  intake.overrule(await moveFollowers(tx, moved, now))
}

/** What is said anew of a purchase that was claimed counts for whoever claimed it. */
async function followClaims(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  const guests = events.filter(({ anonymous }) => anonymous)
  if (guests.length === 0) return
  const roots = await rootsOf(
    tx,
    guests.map(({ customerId }) => customerId),
  )
  for (const event of guests) {
    const root = roots.get(event.customerId)!
    if (root !== event.customerId) Object.assign(event, { anonymous: false, root })
  }
}

/** One batch on its way into the log: which fact became which row, and what is to be answered. */
class Intake {
  readonly #facts: readonly Fact[]
  readonly #events: (NewEvent | null)[]
  readonly #outcomes: (IntakeOutcome | undefined)[]
  readonly #fresh: NewEvent[] = []
  readonly #overruled = new Map<string, Stream>()
  readonly #written = new Set<string>()

  constructor(
    facts: readonly Fact[],
    resolved: readonly Resolved[],
    placements: ReadonlyMap<string, Placement>,
    options: RecordOptions,
  ) {
    this.#facts = facts
    this.#outcomes = resolved.map((one) =>
      'refused' in one
        ? { status: 'refused', code: one.refused.code, errors: [one.refused] }
        : undefined,
    )
    this.#events = resolved.map((one, index) =>
      'refused' in one
        ? null
        : eventOf(facts[index]!, placeOf(facts[index]!, one, placements), options),
    )
  }

  firstOfEachKey(): NewEvent[] {
    const first = new Map<string, NewEvent>()
    for (const event of this.#events) {
      if (!event) continue
      const key = keyText(event)
      if (!first.has(key)) first.set(key, event)
    }
    return [...first.values()]
  }

  settleFree(free: ReadonlySet<string>): void {
    this.#events.forEach((event, index) => {
      if (!event || !free.has(event.eventId)) return
      this.#fresh.push(event)
      this.#written.add(event.eventId)
      this.#outcomes[index] = outcome('accepted', event, event.root)
    })
  }

  contested(): NewEvent[] {
    return this.#events.filter(
      (event, index) => event !== null && this.#outcomes[index] === undefined,
    ) as NewEvent[]
  }

  /** Judges deliveries under known keys, in their order, each against what the ones before left. */
  settle(contested: readonly NewEvent[], known: Map<string, KeyState>) {
    const events: NewEvent[] = []
    const moved = new Map<string, Moved>()
    const changed = new Map<string, { source: string; externalId: string; state: KeyState }>()
    for (const event of contested) {
      const key = keyText(event)
      const state = known.get(key)
      if (!state) throw new Error('a contested event key has vanished')
      const verdict = judge(state, versionOf(event))
      this.#outcomes[this.#events.indexOf(event)] = answer(verdict, event)
      if (verdict.kind === 'repeated' || verdict.kind === 'contradiction') continue
      known.set(key, verdict.state)
      changed.set(key, { source: event.source, externalId: event.externalId, state: verdict.state })
      if (verdict.kind === 'newer' && verdict.tombstone && event.type === 'purchase') {
        const { customerId: from, anonymous: fromAnonymous } = state.current
        // Several moves within one batch are one, from where the key stood before the batch.
        moved.set(key, { from, fromAnonymous, ...moved.get(key), purchase: event })
      }
      events.push(event, ...(verdict.tombstone ? [tombstoneOf(event, verdict.tombstone)] : []))
    }
    this.overrule(events)
    return { events, states: [...changed.values()], moved: [...moved.values()] }
  }

  /** Rows that were written where something stood before: their streams are to be replayed. */
  overrule(events: readonly NewEvent[]): void {
    for (const event of events) {
      this.#written.add(event.eventId)
      this.#overruled.set(event.customerId, event)
    }
  }

  change(terms: Terms, now: Date): Change {
    return {
      fresh: this.#fresh,
      overruled: [...this.#overruled.values()].map(({ customerId, anonymous }) => ({
        customerId,
        anonymous,
      })),
      written: this.#written,
      terms,
      now,
    }
  }

  outcomes(): IntakeOutcome[] {
    return this.#outcomes.map((one, index) => {
      if (!one) throw new Error(`no outcome for ${this.#facts[index]?.type}`)
      return one
    })
  }
}

/** Whose event it is: the customer's it names, its purchase's, or a guest's of its own. */
function placeOf(
  fact: Fact,
  resolved: Exclude<Resolved, { refused: unknown }>,
  placements: ReadonlyMap<string, Placement>,
): Placement & { follows: boolean } {
  if (!('anonymous' in resolved)) {
    return {
      customerId: resolved.memberId,
      root: resolved.customerId,
      anonymous: false,
      follows: false,
    }
  }
  const purchase = followedPurchase(fact)
  const place = purchase && placements.get(keyText(purchase))
  if (place) return { ...place, follows: true }
  const guest = guestId(fact)
  return { customerId: guest, root: guest, anonymous: true, follows: false }
}

function eventOf(fact: Fact, place: ReturnType<typeof placeOf>, options: RecordOptions): NewEvent {
  const { customerId, root, anonymous, follows } = place
  return {
    customerId,
    root,
    anonymous,
    eventId: newId(),
    type: fact.type,
    source: fact.source,
    externalId: fact.externalId,
    version: fact.version,
    occurredAt: fact.occurredAt,
    store: numberOf(fact.store, options.terms.stores),
    channel: numberOf(fact.channel, options.terms.channels),
    amount: fact.amount,
    importId: options.importId ?? null,
    payload:
      follows && fact.payload.purchase
        ? { ...fact.payload, purchase: { ...fact.payload.purchase, follows } }
        : fact.payload,
    texts: fact.texts,
    hash: fact.hash,
  }
}

function numberOf(code: string | undefined, numbers: ReadonlyMap<string, number>): number {
  if (code === undefined) return 0
  const number = numbers.get(code)
  if (number === undefined) throw new Error('the terms of this batch lack a code of it')
  return number
}

const versionOf = (event: NewEvent): Version => ({
  version: event.version,
  customerId: event.customerId,
  anonymous: event.anonymous,
  eventId: event.eventId,
  hash: event.hash,
})

const tombstoneOf = (event: NewEvent, { customerId, anonymous, version }: Tombstone): NewEvent => ({
  ...event,
  customerId,
  root: customerId,
  anonymous,
  version,
  eventId: newId(),
  type: 'superseded' satisfies LoggedEvent['type'],
  amount: null,
  payload: {},
  texts: null,
})

function answer(verdict: ReturnType<typeof judge>, event: NewEvent): IntakeOutcome {
  switch (verdict.kind) {
    case 'newer':
      return outcome('accepted', event)
    case 'superseded':
      return outcome('superseded', event)
    case 'repeated':
      return outcome('repeated', verdict.version)
    case 'contradiction': {
      const message =
        'This version of the event was recorded before with other content. Send a higher version to change it.'
      return {
        status: 'refused',
        code: 'version_conflict',
        errors: [{ pointer: '/version', code: 'version_conflict', message }],
      }
    }
  }
}

const outcome = (
  status: 'accepted' | 'repeated' | 'superseded',
  { eventId, customerId, anonymous }: Pick<Version, 'eventId' | 'customerId' | 'anonymous'>,
  countsFor = customerId,
): IntakeOutcome => ({ status, eventId, customerId: anonymous ? null : countsFor })
