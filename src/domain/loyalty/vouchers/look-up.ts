import { sql } from 'kysely'
import type { VoucherCart } from '#contract/endpoints/voucher-codes.ts'
import type { CustomerReference } from '#contract/language/event.ts'
import type { VoucherContent } from '#contract/language/voucher.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { type Store, storeOf } from '#domain/business/store-of.ts'
import { isRegular } from '#domain/profile/customer-conditions.ts'
import { comparedCode } from './code.ts'
import { type Asker, findCustomer } from './find-customer.ts'
import type { Situation } from './situation.ts'
import { lastDateOf, readTerms, type VoucherTerms } from './terms.ts'

export type Purchase = { source: string; externalId: string }

/** A code in front of somebody who wants to use it. */
export type Question = {
  code: string
  customer?: CustomerReference | undefined
  cart: VoucherCart
  purchase?: Purchase | undefined
}

export type Found = {
  voucherId: string
  revision: number
  codeId: string
  shown: string
  asker: Asker
  store: Store | null
  terms: VoucherTerms
  situation: Situation
  /** Of the other codes of the cart those that do not exist: asking for them is guessing too. */
  unknownOthers: number
}

/**
 * All that decides whether a code counts now. With `lock` the voucher is locked first, so that
 * what is read stays true until the end of `tx`; whoever comes second waits and reads anew.
 * @returns the terms alone where there is no such code
 */
export async function lookUp(
  tx: Tx,
  question: Question,
  { stores, now, lock }: { stores: Caller['stores']; now: Date; lock: boolean },
): Promise<Found | VoucherTerms> {
  const terms = await readTerms(tx, now)
  const store = await storeOf(tx, question.cart.store, stores, '/cart/store')
  const place = await findCode(tx, question.code)
  if (!place) return terms
  const asker = await findCustomer(tx, question.customer)
  if (lock) await lockVoucher(tx, place.voucherId)
  const row = await readSituation(tx, { ...place, asker, terms, now })
  const { others, unknownOthers } = await readOthers(tx, question)
  const situation = situationOf(row, { place, asker, terms, store, others, cart: question.cart })
  return { ...place, revision: row.revision, asker, store, terms, situation, unknownOthers }
}

export const isFound = (found: Found | VoucherTerms): found is Found => 'situation' in found

/** Every change to what was taken of a voucher begins with this. */
export async function lockVoucher(tx: Tx, voucherId: string): Promise<void> {
  await sql`select from vouchers where voucher_id = ${voucherId} for no key update`.execute(tx)
}

type Place = { voucherId: string; codeId: string; shown: string; ownerId: string | null }

async function findCode(tx: Tx, text: string): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select voucher_id as "voucherId", code_id as "codeId", shown, customer_id as "ownerId"
    from voucher_codes where code = ${comparedCode(text)}`.execute(tx)
  return rows[0]
}

type Row = {
  status: Situation['status']
  codeKind: Situation['codeKind']
  revision: number
  content: VoucherContent
  uses: number
  discount: number
  held_uses: number
  held_discount: number
  code_uses: number
  code_discount: number
  code_held_uses: number
  code_held_discount: number
  customer_uses: number
  regular: boolean
}

type Asked = Place & { asker: Asker; terms: VoucherTerms; now: Date }

async function readSituation(tx: Tx, asked: Asked): Promise<Row> {
  const { voucherId, codeId, asker, terms, now } = asked
  const ids = typeof asker === 'object' ? asker.ids : []
  const root = typeof asker === 'object' ? asker.customerId : null
  const { rows } = await sql<Row>`
    with held as (
      select count(*) as uses, coalesce(sum(discount), 0) as discount,
        count(*) filter (where code_id = ${codeId}) as code_uses,
        coalesce(sum(discount) filter (where code_id = ${codeId}), 0) as code_discount,
        count(*) filter (where customer_id = any(${ids}::uuid[])) as customer_uses
      from voucher_holds
      where voucher_id = ${voucherId} and status = 'open' and expires_at > ${now}
    ), redeemed as (
      select coalesce(sum(uses), 0) as uses from voucher_redemptions
      where customer_id = any(${ids}::uuid[]) and voucher_id = ${voucherId}
    )
    select status, code_kind as "codeKind", vouchers.revision, content,
      vouchers.uses, vouchers.discount,
      held.uses as held_uses, held.discount::bigint as held_discount,
      coalesce(own.uses, 0) as code_uses, coalesce(own.discount, 0) as code_discount,
      held.code_uses as code_held_uses, held.code_discount::bigint as code_held_discount,
      (held.customer_uses + redeemed.uses)::bigint as customer_uses,
      exists (
        select from profiles where customer_id = ${root}::uuid and ${isRegular(terms.regular)}
      ) as regular
    from vouchers
    join voucher_revisions using (voucher_id, revision)
    left join voucher_code_uses as own on own.code_id = ${codeId}
    cross join held cross join redeemed
    where vouchers.voucher_id = ${voucherId}`.execute(tx)
  return rows[0]!
}

type Around = {
  place: Place
  asker: Asker
  terms: VoucherTerms
  store: Store | null
  others: Situation['others']
  cart: VoucherCart
}

const situationOf = (
  row: Row,
  { place, asker, terms, store, others, cart }: Around,
): Situation => ({
  status: row.status,
  codeKind: row.codeKind,
  content: { ...row.content, validUntil: lastDateOf(row.content, terms) },
  taken: {
    uses: row.uses,
    discount: row.discount,
    heldUses: row.held_uses,
    heldDiscount: row.held_discount,
  },
  code: {
    customerId: place.ownerId,
    uses: row.code_uses,
    discount: row.code_discount,
    heldUses: row.code_held_uses,
    heldDiscount: row.code_held_discount,
  },
  customer:
    typeof asker === 'object'
      ? { ids: asker.ids, uses: row.customer_uses, isRegular: row.regular }
      : asker,
  today: terms.today,
  storeId: store?.id ?? null,
  others,
  cart,
})

/** Vouchers that stand beside it: named with the cart, or redeemed for the same purchase. */
async function readOthers(tx: Tx, { code, cart, purchase }: Question) {
  const own = comparedCode(code)
  const codes = [...new Set(cart.otherCodes.map(comparedCode))].filter((other) => other !== own)
  if (codes.length === 0 && !purchase) return { others: [], unknownOthers: 0 }
  const { rows } = await sql<{ combinable: boolean; named: boolean }>`
    with beside as (
      select voucher_id, true as named from voucher_codes where code = any(${codes}::text[])
      union all
      select voucher_id, false from voucher_redemptions as redeemed
      where purchase_external_id = ${purchase?.externalId ?? null}
        and purchase_source = ${purchase?.source ?? null}
        and not exists (
          select from voucher_redemptions as back
          where back.reverses = redeemed.redemption_id having sum(uses) < 0
        )
    )
    select (content ->> 'combinable')::boolean as combinable, named
    from beside
    join vouchers using (voucher_id)
    join voucher_revisions using (voucher_id, revision)`.execute(tx)
  const known = rows.filter(({ named }) => named).length
  return { others: rows, unknownOthers: codes.length - known }
}
