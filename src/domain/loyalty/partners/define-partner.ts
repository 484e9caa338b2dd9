import { sql } from 'kysely'
import type { Partner } from '#contract/endpoints/partners.ts'
import type { PartnerContent } from '#contract/language/partner.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { conflict } from '#kernel/errors.ts'
import { readPartner } from './partner-rows.ts'

const partnersMax = 500

/** Adds a partner or changes one. What was agreed with them stays as it is. */
export async function definePartner(
  { database, clock }: Context,
  key: string,
  content: PartnerContent,
): Promise<Partner> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    await refuseTooMany(tx, key)
    const said = JSON.stringify(content)
    await sql`
      insert into partners (partner, content, created_at) values (${key}, ${said}::jsonb, ${now})
      on conflict (partner) do update set content = excluded.content`.execute(tx)
    return await readPartner(tx, key, (await readTerms(tx, now)).today)
  })
}

async function refuseTooMany(tx: Tx, key: string): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from partners where partner <> ${key}`.execute(tx)
  if (rows[0]!.others < partnersMax) return
  throw conflict('partners_too_many', `There can be ${partnersMax} partners.`)
}
