import { type RawBuilder, sql } from 'kysely'
import type { GiftHandOver } from '#contract/endpoints/gifts.ts'
import type { Queryable, Tx } from '#database/transaction.ts'

/** A gift that was handed over and not taken back. */
export type Handed = {
  id: string
  ladder: string | null
  /** From 0 on. */
  round: number | null
  step: number | null
  basketGift: string | null
  article: string
  name: string
  occurredAt: Date
}

/** What these got and kept, the latest first. */
export async function readHanded(tx: Tx, customerIds: readonly string[]): Promise<Handed[]> {
  const { rows } = await sql<Handed>`
    select hand_over_id as id, ladder, round, step, basket_gift as "basketGift",
      article, gift_articles.content ->> 'name' as name, occurred_at as "occurredAt"
    from gift_hand_overs as given join gift_articles using (article)
    where customer_id = any(${customerIds}::uuid[]) and cancels is null and not ${canceled}
    order by hand_over_id desc`.execute(tx)
  return rows
}

/** Whether a purchase brought this gift already, to whomever. The gift is locked by the caller. */
export async function wasGivenFor(
  tx: Tx,
  basketGift: string,
  { source, externalId }: { source: string; externalId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from gift_hand_overs as given
    where purchase_external_id = ${externalId} and purchase_source = ${source}
      and basket_gift = ${basketGift} and cancels is null and not ${canceled}`.execute(tx)
  return rows.length > 0
}

const canceled = sql`exists (
  select from gift_hand_overs as back where back.cancels = given.hand_over_id
)`

/** A line of the book of gifts. */
export type NewHandOver = {
  id: string
  customerId: string
  of:
    | { kind: 'ladder'; ladder: string; round: number; count: number }
    | { kind: 'basket'; basketGift: string; purchase: { source: string; externalId: string } }
  article: string
  cost: number
  storeNumber: number | null
  now: Date
  createdBy: string
}

export async function writeHandOver(tx: Tx, line: NewHandOver): Promise<void> {
  const { of } = line
  const step = of.kind === 'ladder' ? of : null
  const basket = of.kind === 'basket' ? of : null
  await sql`
    insert into gift_hand_overs (customer_id, hand_over_id, ladder, round, step, basket_gift,
      purchase_source, purchase_external_id, article, cost, store_number, occurred_at, created_by)
    values (${line.customerId}, ${line.id}, ${step?.ladder ?? null}, ${step?.round ?? null},
      ${step?.count ?? null}, ${basket?.basketGift ?? null}, ${basket?.purchase.source ?? null},
      ${basket?.purchase.externalId ?? null}, ${line.article}, ${line.cost}, ${line.storeNumber},
      ${line.now}, ${line.createdBy})`.execute(tx)
}

type Row = {
  id: string
  customerId: string
  ladder: string | null
  round: number | null
  count: number | null
  basketGift: string | null
  article: string
  name: string
  sku: string | null
  occurredAt: Date
  canceledAt: Date | null
}

export async function readHandOver(tx: Tx, id: string): Promise<GiftHandOver> {
  const rows = await select({ kysely: tx }, sql`given.hand_over_id = ${id}`, 1)
  return toHandOver(rows[0]!)
}

/** @param after the last one of the page before: older ones follow */
export async function readHandOvers(
  db: Queryable,
  customerIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<(GiftHandOver & { canceledAt: Date | null })[]> {
  const which = sql`given.customer_id = any(${customerIds}::uuid[]) and given.cancels is null
    and (${after}::uuid is null or given.hand_over_id < ${after})`
  const rows = await select(db, which, limit)
  return rows.map((row) => ({ ...toHandOver(row), canceledAt: row.canceledAt }))
}

async function select({ kysely }: Queryable, which: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Row>`
    select given.hand_over_id as id, given.customer_id as "customerId", given.ladder,
      given.round + 1 as round, given.step as count, given.basket_gift as "basketGift",
      given.article, content ->> 'name' as name, content ->> 'sku' as sku,
      given.occurred_at as "occurredAt", back.occurred_at as "canceledAt"
    from gift_hand_overs as given
    join gift_articles on gift_articles.article = given.article
    left join gift_hand_overs as back on back.cancels = given.hand_over_id
    where ${which}
    order by given.hand_over_id desc limit ${limit}`.execute(kysely)
  return rows
}

const toHandOver = ({ article: key, name, sku, canceledAt: _, ...row }: Row): GiftHandOver => ({
  ...row,
  article: { key, name, sku },
})
