import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { readStandingsOf } from '#domain/ledger/read-standings.ts'
import { isMoved, isPlaced, moved } from '#domain/profile/places.ts'
import { publicId } from '#kernel/ids.ts'
import { shortName } from '#kernel/short-name.ts'

type SealedGuest = { card: string; sealed: string }
/** What a device greets with: no more than is said aloud. */
type Told = { customerId: string; shown: string | null; balances: Record<string, number> }
type Recent = { customerId: string; name: string | null }

/**
 * The guests last seen in a store, each opened by their own card alone: what lies on a device that is
 * stolen names nobody to whoever has no card.
 */
export async function keptGuests(
  tx: Tx,
  { storeNumber, count, now }: { storeNumber: number; count: number; now: Date },
): Promise<{ salt: string; guests: SealedGuest[] }> {
  const salt = randomBytes(16)
  const recent = await seenLately(tx, storeNumber, count)
  const ids = recent.map(({ customerId }) => customerId)
  const standings = await readStandingsOf(tx, ids, now)
  const told = new Map(recent.map((one) => [one.customerId, tell(one, standings)]))
  const cards = await cardsOf(tx, ids)
  return {
    salt: salt.toString('base64'),
    guests: cards.map(({ card, root }) => sealFor(card, told.get(root)!, salt)),
  }
}

/** Along the places of the list, so that not everybody is looked at. */
async function seenLately(tx: Tx, store: number, count: number): Promise<Recent[]> {
  const { rows } = await sql<Recent>`
    with ${moved}, lately as (
      (
        select customer_id, seen_at from list_places
        where ${isPlaced} and ${isGuestOf(store, sql`list_places.customer_id`)}
        order by seen_at desc, customer_id desc
        limit ${count}
      ) union all (
        select customer_id, seen_at from current_places
        where ${isMoved(sql`current_places.customer_id`)} and ${isGuestOf(store, sql`current_places.customer_id`)}
      )
    )
    select customer_id as "customerId", name
    from lately left join persons using (customer_id)
    order by seen_at desc, customer_id desc
    limit ${count}`.execute(tx)
  return rows
}

const isGuestOf = (store: number, id: RawBuilder<unknown>) => sql`exists (
  select from customers
  where customers.customer_id = ${id} and merged_into is null and erased_at is null
) and (
  exists (
    select from customer_days
    where customer_days.customer_id = ${id} and store_number + 0 = ${store}
  ) or exists (
    select from pos_bookings
    where pos_bookings.customer_id = ${id} and store_number + 0 = ${store}
  )
)`

type Standings = Awaited<ReturnType<typeof readStandingsOf>>

const tell = ({ customerId, name }: Recent, standings: Standings): Told => ({
  customerId: publicId('cus', customerId),
  shown: name && shortName(name),
  balances: Object.fromEntries(
    (standings.get(customerId) ?? []).map(({ currency, balance }) => [currency, balance]),
  ),
})

async function cardsOf(
  tx: Tx,
  roots: readonly string[],
): Promise<{ card: string; root: string }[]> {
  const members = await membersOf(tx, roots)
  const rootOf = new Map([...members].flatMap(([root, ids]) => ids.map((id) => [id, root])))
  const { rows } = await sql<{ card: string; memberId: string }>`
    select value as card, customer_id as "memberId"
    from identities left join cards on number = value
    where kind = 'card_number' and customer_id = any(${[...rootOf.keys()]}::uuid[])
      and stopped_at is null`.execute(tx)
  return rows.map(({ card, memberId }) => ({ card, root: rootOf.get(memberId)! }))
}

/** The device does the same with a card it is shown: one key finds the guest, another opens them. */
function sealFor(card: string, told: Told, salt: Buffer): SealedGuest {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('open', card, salt), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(told)), cipher.final()])
  return {
    card: keyFor('find', card, salt).toString('base64'),
    sealed: Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64'),
  }
}

const keyFor = (purpose: 'find' | 'open', card: string, salt: Buffer): Buffer =>
  createHmac('sha256', salt).update(`${purpose} ${card}`).digest()
