import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  createVoucher as createVoucherEndpoint,
  Voucher,
} from '#contract/endpoints/vouchers.ts'
import type { VoucherChange, VoucherContent, VoucherStatus } from '#contract/language/voucher.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeNumbers } from '#domain/business/stores.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { newCode, readCode } from './code.ts'
import { readVoucher } from './read-vouchers.ts'
import { reasonInWords } from './reason-in-words.ts'
import { writeCodes, writeNewCodes } from './write-codes.ts'

type Defining = Omit<Input<typeof createVoucherEndpoint>['body'], 'content'> & {
  content: VoucherContent
}

/** Makes a voucher, with the code that all share or with the first of its single codes. */
export async function createVoucher(
  { database, clock }: Context,
  caller: Caller,
  defining: Defining,
): Promise<Voucher> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const id = await createVoucherIn(tx, caller, defining, now)
    return await readVoucher({ kysely: tx }, id, now)
  })
}

/** As part of another act, such as the definition of a reward. */
export async function createVoucherIn(
  tx: Tx,
  caller: Caller,
  { content, codes }: Defining,
  now: Date,
): Promise<string> {
  const id = newId()
  await checkContent(tx, content, codes.kind)
  await sql`
    insert into vouchers (voucher_id, created_at, code_kind, revision)
    values (${id}, ${now}, ${codes.kind}, 1)`.execute(tx)
  await writeRevision(tx, { id, revision: 1, content, now, caller })
  if (codes.kind === 'single') await writeNewCodes(tx, id, codes.count, now)
  else await writeSharedCode(tx, id, codes.code, now)
  return id
}

/** A change is a new revision: what was redeemed or kept before names the one it was made by. */
export async function updateVoucher(
  { database, clock }: Context,
  caller: Caller,
  id: string,
  change: VoucherChange,
): Promise<Voucher> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const before = await lockDefinition(tx, id)
    if (before.content.benefit.kind === 'at_partner' && change.benefit !== undefined) {
      throw conflict('voucher_benefit_kept', 'What a code brings at a partner is theirs to say.')
    }
    // What was left out of the change is undefined there, and stays.
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    const content = { ...before.content, ...Object.fromEntries(given) } as VoucherContent
    await checkContent(tx, content, before.codeKind)
    const revision = before.revision + 1
    await writeRevision(tx, { id, revision, content, now, caller })
    await sql`update vouchers set revision = ${revision} where voucher_id = ${id}`.execute(tx)
    return await readVoucher({ kysely: tx }, id, now)
  })
}

/** An end is for good; a pause is not. */
export async function setVoucherStatus(
  { database, clock }: Context,
  id: string,
  status: VoucherStatus,
): Promise<Voucher> {
  return await transaction(database, async (tx) => {
    if (status === 'ended') await findDefinition(tx, id)
    else await lockDefinition(tx, id)
    await sql`update vouchers set status = ${status} where voucher_id = ${id}`.execute(tx)
    return await readVoucher({ kysely: tx }, id, clock.now())
  })
}

export type Definition = {
  status: VoucherStatus
  codeKind: 'shared' | 'single'
  revision: number
  content: VoucherContent
}

/** The voucher, locked and not ended. */
export async function lockDefinition(tx: Tx, id: string): Promise<Definition> {
  const definition = await findDefinition(tx, id)
  if (definition.status === 'ended') throw voucherEnded()
  return definition
}

export const voucherEnded = () => conflict('voucher_ended', reasonInWords('voucher_ended', 'en'))

async function findDefinition(tx: Tx, id: string): Promise<Definition> {
  await sql`select from vouchers where voucher_id = ${id} for no key update`.execute(tx)
  const { rows } = await sql<Definition>`
    select status, code_kind as "codeKind", revision, content
    from vouchers join voucher_revisions using (voucher_id, revision)
    where voucher_id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound('voucher')
  return rows[0]
}

type Revision = {
  id: string
  revision: number
  content: VoucherContent
  now: Date
  caller: Caller
}

async function writeRevision(tx: Tx, { id, revision, content, now, caller }: Revision) {
  await sql`
    insert into voucher_revisions (voucher_id, revision, content, created_at, created_by)
    values (${id}, ${revision}, ${JSON.stringify(content)}::jsonb, ${now},
      ${callerKey(caller) ?? ''})`.execute(tx)
}

async function checkContent(tx: Tx, content: VoucherContent, codeKind: Definition['codeKind']) {
  const { benefit, validFrom, validUntil, stores } = content
  if (benefit.kind === 'amount' && benefit.inParts && codeKind === 'shared') {
    throw malformed(
      'voucher_parts_need_single_codes',
      'A voucher used in parts needs single codes: what is left stays on the code.',
      '/content/benefit/inParts',
    )
  }
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
    throw malformed(
      'voucher_days_reversed',
      'The last day lies before the first.',
      '/content/validUntil',
    )
  }
  await storeNumbers(tx, stores)
}

async function writeSharedCode(tx: Tx, id: string, text: string | undefined, now: Date) {
  const code = text === undefined ? newCode() : readCode(text)
  if (typeof code === 'string') {
    const message = reasonInWords(code, 'en')
    throw malformed('voucher_code_malformed', message, '/codes/code')
  }
  const added = await writeCodes(tx, id, [code], now)
  if (added.size === 0)
    throw conflict('voucher_code_taken', reasonInWords('voucher_code_taken', 'en'))
}
