import { sql } from 'kysely'
import type { SecondFactor } from '#contract/endpoints/second-factor.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { requireStaff } from '../staff.ts'
import { codeWrong, hasAuthenticator, spendCode } from './authenticator.ts'
import { listPasskeys } from './passkeys.ts'
import { countRecoveryCodes, makeRecoveryCodes, spendRecoveryCode } from './recovery-codes.ts'
import { hasSecondFactor } from './rules.ts'
import { endSessions } from './sessions.ts'

/** What somebody has besides the password; null: the password is enough. */
export async function findSecondFactor(
  db: Queryable,
  staffId: string,
): Promise<{ code: boolean; passkey: boolean } | null> {
  const code = await hasAuthenticator(db, staffId)
  const passkey = (await listPasskeys(db, staffId)).length > 0
  return code || passkey ? { code, passkey } : null
}

export async function readSecondFactor(db: Queryable, staffId: string): Promise<SecondFactor> {
  const { rows } = await sql<{ required: boolean }>`
    select role = any((select second_factor_roles from sign_in_rules)::text[]) as required
    from staff where staff_id = ${staffId}
  `.execute(db.kysely)
  return {
    required: rows[0]!.required,
    authenticator: await hasAuthenticator(db, staffId),
    passkeys: await listPasskeys(db, staffId),
    recoveryCodesLeft: await countRecoveryCodes(db, staffId),
  }
}

/** Takes a code of the app, or one of those put away for the day it is lost. */
export async function takeCode(
  { database, sealKey }: Pick<Context, 'database'> & { sealKey: string },
  staffId: string,
  code: string,
): Promise<'code' | 'recovery_code'> {
  return await transaction(database, async (tx) => {
    const isConfirmed = await hasAuthenticator({ kysely: tx }, staffId)
    if (isConfirmed && (await spendCode(tx, sealKey, staffId, code))) return 'code'
    if (await spendRecoveryCode(tx, staffId, code)) return 'recovery_code'
    throw codeWrong()
  })
}

export async function removeAuthenticator(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    await lockFactors(tx, staffId)
    await sql`delete from authenticators where staff_id = ${staffId}`.execute(tx)
    await settleRemoval(tx, staffId)
  })
}

export async function removePasskey(
  { database }: Pick<Context, 'database'>,
  staffId: string,
  passkeyId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    await lockFactors(tx, staffId)
    const { numAffectedRows } = await sql`
      delete from passkeys where passkey_id = ${passkeyId} and staff_id = ${staffId}
    `.execute(tx)
    if (!numAffectedRows) throw notFound('passkey')
    await settleRemoval(tx, staffId)
  })
}

/** Of two taken away at once, the second sees that the first is gone. */
async function lockFactors(tx: Tx, staffId: string) {
  await sql`select from staff where staff_id = ${staffId} for update`.execute(tx)
}

/** The last factor stays where one is required; without any, recovery codes recover nothing. */
async function settleRemoval(tx: Tx, staffId: string) {
  const { rows } = await sql<{ has: boolean; required: boolean }>`
    select ${hasSecondFactor} as has,
      role = any((select second_factor_roles from sign_in_rules)::text[]) as required
    from staff where staff_id = ${staffId}
  `.execute(tx)
  const { has, required } = rows[0]!
  if (has) return
  if (required) {
    throw conflict('second_factor_required', 'Your role needs one: set up another one first.')
  }
  await sql`delete from recovery_codes where staff_id = ${staffId}`.execute(tx)
}

export async function renewRecoveryCodes(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<string[]> {
  return await transaction(database, async (tx) => {
    if (!(await findSecondFactor({ kysely: tx }, staffId))) {
      throw conflict(
        'second_factor_missing',
        'Without a second factor there is nothing to recover.',
      )
    }
    return await makeRecoveryCodes(tx, staffId)
  })
}

/**
 * For somebody who lost what they had, by another owner or at the machine itself: the next sign-in
 * takes the password alone, and all sessions end.
 */
export async function resetSecondFactor(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    await requireStaff({ kysely: tx }, staffId)
    for (const table of ['authenticators', 'passkeys', 'recovery_codes']) {
      await sql`delete from ${sql.table(table)} where staff_id = ${staffId}`.execute(tx)
    }
    await endSessions({ kysely: tx }, staffId)
  })
}
