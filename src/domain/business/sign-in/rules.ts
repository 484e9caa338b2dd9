import { sql } from 'kysely'
import type { SignInRules } from '#contract/endpoints/sign-in-rules.ts'
import type { Role } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

/** Whether somebody has a second factor, with `staff` in reach. */
export const hasSecondFactor = sql<boolean>`(
  exists (
    select from authenticators
    where authenticators.staff_id = staff.staff_id and confirmed_at is not null
  ) or exists (select from passkeys where passkeys.staff_id = staff.staff_id)
)`

/** Who came by a passkey or a provider has proved more than a password: there is nothing to miss. */
export const lacksSecondFactor = sql<boolean>`(
  method in ('password', 'link')
    and role = any((select second_factor_roles from sign_in_rules)::text[])
    and not ${hasSecondFactor}
)`

export async function readSignInRules({ kysely }: Queryable): Promise<SignInRules> {
  const { rows } = await sql<SignInRules>`
    select second_factor_roles as "secondFactorRoles" from sign_in_rules
  `.execute(kysely)
  return rows[0]!
}

/** Holds from the next request on, also in sessions that have begun. */
export async function setSignInRules(
  { database }: Pick<Context, 'database'>,
  staffId: string,
  { secondFactorRoles }: SignInRules,
): Promise<SignInRules> {
  return await transaction(database, async (tx) => {
    const before = await readSignInRules({ kysely: tx })
    const added = secondFactorRoles.filter((role) => !before.secondFactorRoles.includes(role))
    const { rows } = await sql<{ role: Role; has: boolean }>`
      select role, ${hasSecondFactor} as has from staff where staff_id = ${staffId}
    `.execute(tx)
    const asker = rows[0]
    if (asker && !asker.has && added.includes(asker.role)) throw ownFirst()
    await sql`
      update sign_in_rules set second_factor_roles = ${[...new Set(secondFactorRoles)]}::text[]
    `.execute(tx)
    return await readSignInRules({ kysely: tx })
  })
}

const ownFirst = () =>
  conflict('second_factor_own_first', 'Set up a second factor of your own before you require it.')
