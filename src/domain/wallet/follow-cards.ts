import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type FaceRim, hashOf, readFace } from './face.ts'
import { noteChanged } from './passes.ts'

const entriesPerRound = 1000
const passesPerRound = 50
/** What no book tells of, as another name of the business or of a reward, shows within so long. */
const lookAgainHours = 24
/** A card may be unblocked, of which no book tells either. */
const lookAtVoidMinutes = 10
/** A pass that says it is gone is fetched within days, or never. */
const voidKeptDays = 30

/** Looks at the cards whose balance has moved, and notes which of them show something else now. */
export const followCardsWorker = (rim: FaceRim): Worker => ({
  name: 'wallet cards',
  restMillis: 1000,
  work: async (signal) => {
    const { database } = rim.context
    const { rows } = await sql`select from wallet_passes limit 1`.execute(database.kysely)
    const moreEntries = await transaction(database, (tx) => readBooks(tx, rows.length > 0))
    return moreEntries || (await lookAtDue(rim, signal)) ? 'more' : 'done'
  },
})

/**
 * Reads on in the books, up to what is still being written, and marks whose pass is to be looked at.
 * Mark and progress are one transaction, so none is lost.
 * @returns whether there is more to read
 */
async function readBooks(tx: Tx, anyPass: boolean): Promise<boolean> {
  type Stretch = { xid: string; position: number; horizon: string }
  const { rows } = await sql<Stretch>`
    select xid::text, position, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
    from wallet_progress for update skip locked`.execute(tx)
  const [stretch] = rows
  if (!stretch) return false
  const { rows: news } = anyPass ? await entriesIn(tx, stretch) : { rows: [] }
  if (news.length > 0) await markDue(tx, [...new Set(news.map(({ customerId }) => customerId))])
  const more = news.length === entriesPerRound
  const until = more ? news.at(-1)! : { xid: stretch.horizon, position: 0 }
  if (news.length > 0 || BigInt(stretch.horizon) - BigInt(stretch.xid) > 1000n) {
    await sql`
      update wallet_progress set xid = ${until.xid}::xid8, position = ${until.position}`.execute(tx)
  }
  return more
}

const entriesIn = (tx: Tx, from: { xid: string; position: number; horizon: string }) =>
  sql<{ xid: string; position: number; customerId: string }>`
    select xid::text, position, customer_id as "customerId" from ledger_entries
    where (xid, position) > (${from.xid}::xid8, ${from.position}::bigint)
      and xid < ${from.horizon}::xid8
    order by xid, position limit ${entriesPerRound}`.execute(tx)

/** A pass may be of somebody who was merged into whoever is booked now. */
async function markDue(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with recursive joined as (
      select unnest(${customerIds}::uuid[]) as customer_id
      union
      select customers.customer_id
      from customers join joined on customers.merged_into = joined.customer_id
    )
    update wallet_passes set due = true
    from joined where wallet_passes.customer_id = joined.customer_id and not due`.execute(tx)
}

/** @returns whether there may be more */
async function lookAtDue(rim: FaceRim, signal: AbortSignal): Promise<boolean> {
  const { database, clock } = rim.context
  const now = clock.now()
  const staleSince = new Date(now.getTime() - lookAgainHours * 3_600_000)
  const voidSince = new Date(now.getTime() - lookAtVoidMinutes * 60_000)
  type Due = { passId: string; customerId: string; faceHash: Buffer }
  const { rows } = await sql<Due>`
    select pass_id as "passId", customer_id as "customerId", face_hash as "faceHash"
    from wallet_passes
    where pass_id in (
      select pass_id from wallet_passes where due
      union all select pass_id from wallet_passes where looked_at < ${staleSince}
      union all select pass_id from wallet_passes where voided and looked_at < ${voidSince}
      union all (
        select pass_id from cards
        join identities on identities.kind = 'card_number' and identities.value = cards.number
        join wallet_passes using (customer_id)
        where stopped_at >= looked_at
      )
    )
    order by due desc, looked_at limit ${passesPerRound}`.execute(database.kysely)
  for (const { passId, customerId, faceHash } of rows) {
    if (signal.aborted) return false
    // Unmarked before it is looked at: what is booked meanwhile marks it anew.
    await sql`
      update wallet_passes set due = false, looked_at = ${now}
      where pass_id = ${passId}`.execute(database.kysely)
    const face = await readFace(rim, customerId)
    const shown = { hash: hashOf(face), voided: face.kind === 'void' }
    if (shown.hash.equals(faceHash)) continue
    await transaction(database, (tx) => noteChanged(tx, passId, shown, now))
  }
  return rows.length === passesPerRound
}

/** Passes of those who were erased, once phones had the time to hear of it. */
export async function sweepErased(tx: Tx, now: Date): Promise<void> {
  const since = new Date(now.getTime() - voidKeptDays * 24 * 3_600_000)
  await sql`
    delete from wallet_passes using customers
    where customers.customer_id = wallet_passes.customer_id and erased_at < ${since}`.execute(tx)
}
