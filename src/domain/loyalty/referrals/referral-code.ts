import { sql } from 'kysely'
import type { ToldTraits } from '#contract/endpoints/referrals.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { customerOf, lockMember } from '#domain/loyalty/customer-named.ts'
import { comparedCode, newCode } from '#domain/loyalty/vouchers/code.ts'
import { noteTraits } from './traits.ts'

/** The code by which a customer brings others; the same one every time. */
export async function makeReferralCode(
  { database, clock }: Context,
  customerId: string,
  traits: ToldTraits,
): Promise<{ code: string; customerId: string }> {
  return await transaction(database, async (tx) => {
    const member = await lockMember(tx, () => customerOf(tx, customerId))
    await noteTraits(tx, member.customerId, traits)
    const code =
      (await findCode(tx, member.ids)) ?? (await addCode(tx, member.memberId, clock.now()))
    return { code, customerId: member.customerId }
  })
}

async function findCode(tx: Tx, ids: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ shown: string }>`
    select shown from referral_codes where customer_id = any(${ids}::uuid[])
    order by created_at, code limit 1`.execute(tx)
  return rows[0]?.shown ?? null
}

/** One that somebody else has by chance is thrown away. */
async function addCode(tx: Tx, customerId: string, now: Date): Promise<string> {
  for (;;) {
    const { code, shown } = newCode()
    const { numAffectedRows } = await sql`
      insert into referral_codes (code, customer_id, shown, created_at)
      values (${code}, ${customerId}, ${shown}, ${now}) on conflict (code) do nothing`.execute(tx)
    if (numAffectedRows) return shown
  }
}

/** Whose code it is; null: nobody's. */
export async function referrerBy(tx: Tx, text: string): Promise<string | null> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from referral_codes where code = ${comparedCode(text)}`.execute(tx)
  return rows[0]?.customer_id ?? null
}
