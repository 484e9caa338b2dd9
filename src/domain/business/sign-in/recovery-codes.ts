import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Queryable, Tx } from '#database/transaction.ts'
import { hashOf } from '../api-keys.ts'

const codes = 10
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 80 bits: too many to be tried out, even by whoever holds the hashes. */
const lettersPerCode = 16

/** Ten new codes; the old ones end. */
export async function makeRecoveryCodes(tx: Tx, staffId: string): Promise<string[]> {
  const made = Array.from({ length: codes }, makeCode)
  await sql`
    insert into recovery_codes (staff_id, hashes, made_at)
    values (${staffId}, ${made.map(hashOf)}::bytea[], ${new Date()})
    on conflict (staff_id) do update set hashes = excluded.hashes, made_at = excluded.made_at
  `.execute(tx)
  return made.map(inFours)
}

/** Codes for whoever has just got a first second factor; null where there are some already. */
export async function makeFirstRecoveryCodes(tx: Tx, staffId: string): Promise<string[] | null> {
  return (await countRecoveryCodes({ kysely: tx }, staffId)) > 0
    ? null
    : await makeRecoveryCodes(tx, staffId)
}

export async function countRecoveryCodes({ kysely }: Queryable, staffId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select cardinality(hashes) as left from recovery_codes where staff_id = ${staffId}
  `.execute(kysely)
  return rows[0]?.left ?? 0
}

/** Uses a code up. @returns whether there was such a one; of two who use it at once, one did */
export async function spendRecoveryCode(tx: Tx, staffId: string, code: string): Promise<boolean> {
  const hash = hashOf(plain(code))
  const { numAffectedRows } = await sql`
    update recovery_codes set hashes = array_remove(hashes, ${hash}::bytea)
    where staff_id = ${staffId} and ${hash}::bytea = any(hashes)
  `.execute(tx)
  return Boolean(numAffectedRows)
}

const makeCode = () =>
  Array.from({ length: lettersPerCode }, () => letters[randomInt(letters.length)]).join('')

const inFours = (code: string) => code.replaceAll(/.{4}(?=.)/g, '$&-')

/** However it was written down. */
const plain = (code: string) =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
