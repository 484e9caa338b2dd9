import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { newId } from '#kernel/ids.ts'
import type { Fact, LoggedEvent } from './fact.ts'
import { guestId } from './guest.ts'
import { append, lockKeys, type NewEvent, readKeys, readStreams, saveKeys } from './log.ts'
import { type KeyState, keyText } from './versions.ts'

/**
 * Shops send refunds that name an order but no customer. Such a return follows its purchase: it
 * stands in the stream of whoever made it, and moves along when a later version of the purchase
 * says it was somebody else. Where the purchase is still to come, its key is claimed with version
 * -1 by the guest it would have if it were anonymous; so the purchase cannot slip past unseen.
 */
export type Placement = { customerId: string; root: string; anonymous: boolean }

type Key = { source: string; externalId: string }

/** Where the returns of these purchases belong, by the purchase's key. The keys are locked. */
export async function placeFollowers(
  tx: Tx,
  purchases: readonly Key[],
): Promise<Map<string, Placement>> {
  if (purchases.length === 0) return new Map()
  const keys = [...new Map(purchases.map((key) => [keyText(key), key])).values()]
  await claimAwaited(tx, keys)
  const states = await lockKeys(tx, keys)
  const known = [...states.values()].filter((state) => !state.current.anonymous)
  const roots = await rootsOf(
    tx,
    known.map((state) => state.current.customerId),
  )
  return new Map(
    [...states].map(([key, { current }]) => [
      key,
      {
        customerId: current.customerId,
        root: roots.get(current.customerId) ?? current.customerId,
        anonymous: current.anonymous,
      },
    ]),
  )
}

async function claimAwaited(tx: Tx, keys: readonly Key[]): Promise<void> {
  await sql`
    insert into event_keys (source, external_id, version, customer_id, anonymous, event_id, content_hash)
    select source, external_id, -1, customer_id, true, gen_random_uuid(), ''
    from unnest(${keys.map((key) => key.source)}::text[], ${keys.map((key) => key.externalId)}::text[],
      ${keys.map(guestId)}::uuid[]) as awaited(source, external_id, customer_id)
    order by source, external_id
    on conflict (source, external_id) do nothing`.execute(tx)
}

/** A purchase whose key passed from one stream to another. */
export type Moved = { purchase: NewEvent; from: string; fromAnonymous: boolean }

/**
 * Lets the returns that follow moved purchases move along: each is ended in the old stream and
 * said again in the new one.
 * @returns the rows that were written
 */
export async function moveFollowers(
  tx: Tx,
  moves: readonly Moved[],
  now: Date,
): Promise<NewEvent[]> {
  const moved = moves.filter(({ purchase, from }) => purchase.customerId !== from)
  if (moved.length === 0) return []
  const streams = await readStreams(tx, [...new Set(moved.map(({ from }) => from))])
  const byPurchase = new Map(moved.map((one) => [keyText(one.purchase), one]))
  const pairs = streams.flatMap((event) => {
    const target = event.payload.purchase?.follows
      ? byPurchase.get(keyText(event.payload.purchase))
      : undefined
    return target && target.from === event.customerId ? [{ event, target }] : []
  })
  if (pairs.length === 0) return []
  const states = await readKeys(
    tx,
    pairs.map(({ event }) => event),
  )
  const written = pairs.flatMap(({ event, target }) => {
    const state = states.get(keyText(event))
    return state?.current.eventId === event.eventId ? passedOn(event, target, state) : []
  })
  await append(
    tx,
    written.flatMap(({ ended, again }) => [ended, again]),
    now,
  )
  await saveKeys(
    tx,
    written.map(({ again, state }) => ({
      source: again.source,
      externalId: again.externalId,
      state,
    })),
  )
  return written.flatMap(({ ended, again }) => [ended, again])
}

function passedOn(event: LoggedEvent, { purchase, fromAnonymous }: Moved, state: KeyState) {
  const { position: _, recordedAt: _then, ...row } = event
  const { hash } = state.current
  const ended: NewEvent = {
    ...row,
    eventId: newId(),
    type: 'superseded',
    amount: null,
    payload: {},
    anonymous: fromAnonymous,
    root: event.customerId,
    texts: null,
    hash,
  }
  const again: NewEvent = {
    ...row,
    eventId: newId(),
    customerId: purchase.customerId,
    anonymous: purchase.anonymous,
    root: purchase.root,
    texts: null,
    hash,
  }
  const current = {
    ...state.current,
    customerId: again.customerId,
    anonymous: again.anonymous,
    eventId: again.eventId,
  }
  return [{ ended, again, state: { ...state, current } }]
}

/** A return without a customer of its own that names the purchase it returns. */
export const followedPurchase = (fact: Pick<Fact, 'type' | 'payload'>): Key | undefined =>
  fact.type === 'return' ? fact.payload.purchase : undefined
