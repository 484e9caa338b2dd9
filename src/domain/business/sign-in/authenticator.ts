import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { readEntrance } from '../queries.ts'
import { open, seal } from '../seal.ts'
import { makeFirstRecoveryCodes } from './recovery-codes.ts'
import { base32, keyUri, stepOfCode } from './totp.ts'

/** As long as the digest, which RFC 4226 recommends. */
const secretBytes = 20

type Place = Pick<Context, 'database'> & { sealKey: string }

/** Makes the secret of an authenticator app, which counts once a code of it was seen. */
export async function beginAuthenticator(
  { database, sealKey }: Place,
  staffId: string,
): Promise<{ secret: string; uri: string }> {
  const secret = randomBytes(secretBytes)
  const email = await transaction(database, async (tx) => {
    const { rows } = await sql<{ email: string }>`
      insert into authenticators as known (staff_id, secret)
      values (${staffId}, ${seal(secret, sealKey, 'authenticator')})
      on conflict (staff_id) do update set secret = excluded.secret
      where known.confirmed_at is null
      returning (select email from staff where staff.staff_id = known.staff_id)
    `.execute(tx)
    if (!rows[0]) throw conflict('authenticator_known', 'There is already an authenticator app.')
    return rows[0].email
  })
  const { business } = await readEntrance(database)
  const uri = keyUri(secret, { issuer: business.name || 'Stammgast', email })
  return { secret: base32(secret), uri }
}

/** @returns recovery codes, where these are the first */
export async function confirmAuthenticator(
  { database, sealKey }: Place,
  staffId: string,
  code: string,
): Promise<string[] | null> {
  return await transaction(database, async (tx) => {
    const { rows } = await sql`
      select from authenticators where staff_id = ${staffId} and confirmed_at is null for update
    `.execute(tx)
    if (rows.length === 0) {
      throw conflict('authenticator_not_begun', 'Ask for a secret before you confirm it.')
    }
    if (!(await spendCode(tx, sealKey, staffId, code))) throw codeWrong()
    await sql`
      update authenticators set confirmed_at = ${new Date()} where staff_id = ${staffId}
    `.execute(tx)
    return await makeFirstRecoveryCodes(tx, staffId)
  })
}

/** Uses a code up: whoever has seen it over a shoulder comes too late. */
export async function spendCode(
  tx: Tx,
  sealKey: string,
  staffId: string,
  code: string,
): Promise<boolean> {
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from authenticators where staff_id = ${staffId}
  `.execute(tx)
  if (!rows[0]) return false
  const secret = open(rows[0].secret, sealKey, 'authenticator')
  const step = stepOfCode(secret, code.replaceAll(/\s/g, ''), new Date())
  if (step === null) return false
  const { numAffectedRows } = await sql`
    update authenticators set last_step = ${step}
    where staff_id = ${staffId} and (last_step is null or last_step < ${step})
  `.execute(tx)
  return Boolean(numAffectedRows)
}

export async function hasAuthenticator({ kysely }: Queryable, staffId: string): Promise<boolean> {
  const { rows } = await sql`
    select from authenticators where staff_id = ${staffId} and confirmed_at is not null
  `.execute(kysely)
  return rows.length > 0
}

export const codeWrong = () => malformed('code_wrong', 'This code does not count.', '/code')
