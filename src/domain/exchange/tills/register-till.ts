import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { type registerTill as endpoint, type Till, tillsMax } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { readOwnTerms } from '../plan-import.ts'
import { checkSignature, keyOf } from './check-signature.ts'
import { parseReceiptCode } from './receipt-code.ts'
import { readTill } from './till.ts'

type Wished = Input<typeof endpoint>['body']
type Named = { serial: string; publicKey: string }

/** Registers a till, so that receipts it signs are believed. */
export async function registerTill(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  wished: Wished,
): Promise<Till> {
  const { timeZone } = await readOwnTerms(database)
  const named = nameOf(wished, timeZone)
  const tillId = newId()
  const now = clock.now()
  await transaction(database, async (tx) => {
    await sql`lock table tills in share row exclusive mode`.execute(tx)
    await refuseTooMany(tx)
    await addTill(tx, { tillId, name: wished.name, store: wished.store, now, ...named })
  })
  return await readTill(database, tillId, now)
}

type Added = Named & { tillId: string; name: string; store: string; now: Date }

async function addTill(tx: Tx, { tillId, name, store, now, serial, publicKey }: Added) {
  const number = await storeNumber(tx, store)
  const { numAffectedRows } = await sql`
    insert into tills (till_id, name, store_number, serial, public_keys, created_at)
    values (${tillId}, ${name}, ${number}, ${serial}, ${[publicKey]}::text[], ${now})
    on conflict (serial) do nothing`.execute(tx)
  if (!numAffectedRows) throw conflict('till_exists', 'A till of this serial number is known.')
}

/** Of a receipt both are taken, if it is signed; else both are typed. */
function nameOf({ receipt, serial, publicKey }: Wished, timeZone: string): Named {
  if (receipt !== undefined) {
    const code = parseReceiptCode(receipt)
    if (!checkSignature(code, zoneNamed(timeZone))) throw signatureNotValid('/receipt')
    return { serial: code.serial, publicKey: code.publicKey.toString('base64') }
  }
  if (serial === undefined || publicKey === undefined) {
    throw malformed(
      'till_unsaid',
      'Send the code of one of its receipts, or its serial number and its public key.',
    )
  }
  return { serial, publicKey: checkedKey(publicKey, '/publicKey') }
}

/** @throws Refusal where it is no point on a curve that signing units use */
export function checkedKey(text: string, pointer: string): string {
  const point = Buffer.from(text, 'base64')
  if (keyOf(point)) return point.toString('base64')
  throw malformed('till_key_malformed', 'This is not the public key of a signing unit.', pointer)
}

export const signatureNotValid = (pointer: string) =>
  malformed(
    'receipt_signature_not_valid',
    'This receipt is not signed by the key it names.',
    pointer,
  )

async function refuseTooMany(tx: Tx): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    select count(*) >= ${tillsMax} as full from tills`.execute(tx)
  if (rows[0]!.full) throw conflict('tills_too_many', `There are at most ${tillsMax} tills.`)
}

/** @throws Refusal where no store has this code */
export async function storeNumber(tx: Tx, code: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number::integer as number from stores where code = ${code}`.execute(tx)
  if (rows[0]) return rows[0].number
  throw malformed('store_unknown', 'There is no store with this code.', '/store')
}
