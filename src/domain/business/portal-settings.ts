import { sql } from 'kysely'
import type { PortalSettings } from '#contract/endpoints/portal-settings.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

export async function readPortalSettings({ kysely }: Queryable): Promise<PortalSettings> {
  const { rows } = await sql<PortalSettings>`
    select open, self_enrollment as "selfEnrollment", imprint, privacy, accessibility
    from portal_settings`.execute(kysely)
  return rows[0]!
}

/** Changes settings; what is left out stays. */
export async function updatePortalSettings(
  db: Queryable,
  change: { [Key in keyof PortalSettings]?: PortalSettings[Key] | undefined },
): Promise<PortalSettings> {
  return await transaction(db, async (tx) => {
    await sql`select from portal_settings for update`.execute(tx)
    const { open, selfEnrollment, ...texts } = {
      ...(await readPortalSettings({ kysely: tx })),
      ...change,
    }
    await sql`
      update portal_settings set open = ${open}, self_enrollment = ${selfEnrollment},
        imprint = ${JSON.stringify(texts.imprint)}::jsonb,
        privacy = ${JSON.stringify(texts.privacy)}::jsonb,
        accessibility = ${JSON.stringify(texts.accessibility)}::jsonb`.execute(tx)
    return await readPortalSettings({ kysely: tx })
  })
}

/** @throws Refusal where the business has switched the portal off */
export async function refuseClosed(db: Queryable): Promise<void> {
  const { open } = await readPortalSettings(db)
  if (!open) throw conflict('portal_closed', 'This business has closed its portal.')
}
