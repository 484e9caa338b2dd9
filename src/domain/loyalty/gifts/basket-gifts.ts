import { type RawBuilder, sql } from 'kysely'
import type { BasketGift, BasketGiftContent } from '#contract/endpoints/gifts.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { checkArticles } from './define-article.ts'

const basketGiftsMax = 200

export const readBasketGifts = (db: Queryable): Promise<BasketGift[]> => select(db, sql`true`)

/** Defines a gift for baskets or changes it: a new revision from now on. */
export async function defineBasketGift(
  { database, clock }: Context,
  caller: Caller,
  key: string,
  content: BasketGiftContent,
): Promise<BasketGift> {
  const now = clock.now()
  refuseReversed(content)
  return await transaction(database, async (tx) => {
    await refuseTooMany(tx, key)
    await checkArticles(tx, content.articles, '/articles')
    await sql`
      insert into basket_gifts (basket_gift, revision, created_at) values (${key}, 0, ${now})
      on conflict (basket_gift) do nothing`.execute(tx)
    const { status, revision } = await lockRow(tx, key)
    if (status === 'ended') throw conflict('basket_gift_ended', 'This gift has ended.')
    await sql`
      with changed as (
        update basket_gifts set revision = ${revision + 1} where basket_gift = ${key}
      )
      insert into basket_gift_revisions (basket_gift, revision, content, recorded_at, recorded_by)
      values (${key}, ${revision + 1}, ${JSON.stringify(content)}::jsonb, ${now},
        ${callerKey(caller) ?? ''})`.execute(tx)
    return (await select({ kysely: tx }, named(key)))[0]!
  })
}

export async function endBasketGift({ database }: Context, key: string): Promise<BasketGift> {
  return await transaction(database, async (tx) => {
    await sql`update basket_gifts set status = 'ended' where basket_gift = ${key}`.execute(tx)
    const [gift] = await select({ kysely: tx }, named(key))
    if (!gift) throw notFound('basket_gift')
    return gift
  })
}

/** Locked: how many were handed over stays as it is read until the end of `tx`. */
export async function lockBasketGift(tx: Tx, key: string): Promise<BasketGift> {
  await lockRow(tx, key)
  return (await select({ kysely: tx }, named(key)))[0]!
}

export async function countHandedOver(tx: Tx, key: string, times: 1 | -1): Promise<void> {
  await sql`
    update basket_gifts set handed_over = handed_over + ${times}
    where basket_gift = ${key}`.execute(tx)
}

/** Whether it is given at this moment, as far as it alone says so. */
export function isGivenNow({ status, content, handedOver }: BasketGift, now: Date): boolean {
  const { validFrom, validUntil, stock } = content
  const isOver = validUntil !== null && now.getTime() >= Date.parse(validUntil)
  const isStockUsed = stock !== null && handedOver >= stock
  return status === 'active' && now.getTime() >= Date.parse(validFrom) && !isOver && !isStockUsed
}

async function lockRow(tx: Tx, key: string) {
  const { rows } = await sql<Pick<BasketGift, 'status' | 'revision'>>`
    select status, revision from basket_gifts
    where basket_gift = ${key} for no key update`.execute(tx)
  if (!rows[0]) throw notFound('basket_gift')
  return rows[0]
}

const named = (key: string) => sql`basket_gift = ${key}`

async function select({ kysely }: Queryable, which: RawBuilder<unknown>): Promise<BasketGift[]> {
  const { rows } = await sql<BasketGift>`
    select basket_gift as key, status, revision, content, handed_over as "handedOver"
    from basket_gifts join basket_gift_revisions using (basket_gift, revision)
    where ${which} order by basket_gift`.execute(kysely)
  return rows
}

function refuseReversed({ validFrom, validUntil }: BasketGiftContent): void {
  if (validUntil === null || Date.parse(validUntil) > Date.parse(validFrom)) return
  throw malformed(
    'basket_gift_period_reversed',
    'The end lies before the beginning.',
    '/validUntil',
  )
}

async function refuseTooMany(tx: Tx, key: string): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from basket_gifts where basket_gift <> ${key}`.execute(tx)
  if (rows[0]!.others < basketGiftsMax) return
  throw conflict('basket_gifts_too_many', `There can be ${basketGiftsMax} gifts for baskets.`)
}
