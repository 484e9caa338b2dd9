import { sql } from 'kysely'
import type { Input, Reply } from '#contract/endpoint.ts'
import type { issueVoucher as issueVoucherEndpoint } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { newCode, nobody } from './code.ts'
import { findCustomer } from './find-customer.ts'
import { lockVoucher } from './look-up.ts'
import { lockForCodes, refuseOfPartner } from './make-codes.ts'
import { reasonInWords } from './reason-in-words.ts'
import { claimReference } from './reference.ts'

type Issuing = Input<typeof issueVoucherEndpoint>['body']
export type Issued = Reply<typeof issueVoucherEndpoint>

/** Gives a customer a code that nobody else can redeem; the same reference gives it once. */
export async function issueVoucher(
  { database, clock }: Context,
  voucherId: string,
  { source, externalId, customer, from }: Issuing,
): Promise<Issued> {
  return await transaction(database, async (tx) => {
    const asked = { voucherId, customer, from }
    // The pool's code is not known yet; the reference leads to the issue, which names it.
    const issueId = newId()
    const known = await claimReference(tx, { source, externalId }, 'issue', asked, issueId)
    if (known !== null) return await readIssued(tx, known)
    const asker = await findCustomer(tx, customer)
    if (typeof asker === 'string') {
      throw conflict('voucher_customer_unknown', 'There is no such customer.')
    }
    return await issueTo(tx, {
      issueId,
      voucherId,
      customerId: asker.memberId,
      from,
      now: clock.now(),
    })
  })
}

type Issue = {
  issueId: string
  voucherId: string
  customerId: string
  from: Issuing['from']
  now: Date
}

/** As part of another act, such as a reward. */
export async function issueTo(tx: Tx, issue: Issue): Promise<Issued> {
  const definition = await lockForCodes(tx, issue.voucherId)
  if (definition.status === 'paused') {
    throw conflict('voucher_paused', reasonInWords('voucher_paused', 'en'))
  }
  if (issue.from === 'new') refuseOfPartner(definition)
  const code = issue.from === 'pool' ? await takeFromPool(tx, issue) : await makeOne(tx, issue)
  await sql`
    insert into customer_vouchers (customer_id, code_id, voucher_id, code, issued_at, issue_id)
    values (${issue.customerId}, ${code.codeId}, ${issue.voucherId}, ${code.shown}, ${issue.now},
      ${issue.issueId})`.execute(tx)
  return await readIssued(tx, issue.issueId)
}

type TakenCode = { codeId: string; shown: string }

/** The voucher is locked, so of many who ask each gets another. */
async function takeFromPool(tx: Tx, { voucherId, customerId, now }: Issue): Promise<TakenCode> {
  const { rows } = await sql<TakenCode>`
    with oldest as (
      select code from voucher_codes
      where voucher_id = ${voucherId} and customer_id is null
        and not exists (
          select from voucher_code_uses as own
          where own.code_id = voucher_codes.code_id and own.uses > 0
        )
        and not exists (
          select from voucher_holds as held
          where held.voucher_id = ${voucherId} and held.code_id = voucher_codes.code_id
            and held.status = 'open' and expires_at > ${now}
        )
      order by code_id
      limit 1
    )
    update voucher_codes set customer_id = ${customerId}
    from oldest
    where voucher_codes.code = oldest.code
    returning code_id as "codeId", shown`.execute(tx)
  if (rows[0]) return rows[0]
  throw conflict('voucher_pool_empty', 'Every code of this voucher is issued or used.')
}

async function makeOne(tx: Tx, { voucherId, customerId, now }: Issue): Promise<TakenCode> {
  for (;;) {
    const { code, shown } = newCode()
    const { rows } = await sql<TakenCode>`
      with made as (
        insert into voucher_codes (code, code_id, voucher_id, shown, customer_id, created_at)
        values (${code}, ${newId()}, ${voucherId}, ${shown}, ${customerId}, ${now})
        on conflict (code) do nothing
        returning code_id, shown
      ), counted as (
        update vouchers set codes = codes + (select count(*) from made)
        where voucher_id = ${voucherId}
      )
      select code_id as "codeId", shown from made`.execute(tx)
    if (rows[0]) return rows[0]
  }
}

async function readIssued(tx: Tx, issueId: string): Promise<Issued> {
  const { rows } = await sql<Issued>`
    select code, voucher_id as "voucherId", customer_id as "customerId", issued_at as "issuedAt"
    from customer_vouchers where issue_id = ${issueId}`.execute(tx)
  // Erased together with the person it was issued to.
  if (!rows[0]) throw conflict('reference_in_use', 'What this led to has been erased.')
  return rows[0]
}

/**
 * Takes back what was issued, as part of undoing another act: nobody ever learns that there was
 * such a code. A code of a partner stays as one that was handed out: it may have been read.
 * @returns false where it was used or is kept for a checkout, and so stays
 */
export async function withdrawIssued(tx: Tx, issueId: string, now: Date): Promise<boolean> {
  const { rows: found } = await sql<{ voucher_id: string }>`
    select voucher_id from customer_vouchers where issue_id = ${issueId}`.execute(tx)
  // Erased with the person: nobody holds it.
  if (!found[0]) return true
  await lockVoucher(tx, found[0].voucher_id)
  const { numAffectedRows } = await sql`
    with issued as (
      select code_id, voucher_id, content -> 'benefit' ->> 'kind' = 'at_partner' as is_of_partner
      from customer_vouchers
      join vouchers using (voucher_id)
      join voucher_revisions using (voucher_id, revision)
      where issue_id = ${issueId}
        and not exists (
          select from voucher_code_uses as own
          where own.code_id = customer_vouchers.code_id and own.uses > 0
        )
        and not exists (
          select from voucher_holds as held
          where held.voucher_id = customer_vouchers.voucher_id
            and held.code_id = customer_vouchers.code_id
            and held.status = 'open' and expires_at > ${now}
        )
    ), forgotten as (
      delete from customer_vouchers using issued
      where customer_vouchers.issue_id = ${issueId}
    ), kept as (
      update voucher_codes set customer_id = ${nobody} from issued
      where voucher_codes.code_id = issued.code_id and voucher_codes.voucher_id = issued.voucher_id
        and is_of_partner
    ), removed as (
      delete from voucher_codes using issued
      where voucher_codes.code_id = issued.code_id and voucher_codes.voucher_id = issued.voucher_id
        and not is_of_partner
    )
    update vouchers set codes = codes - case when is_of_partner then 0 else 1 end from issued
    where vouchers.voucher_id = issued.voucher_id`.execute(tx)
  return numAffectedRows === 1n
}
