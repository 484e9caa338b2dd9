import { sql } from 'kysely'
import type { PortalSettings } from '#contract/endpoints/portal-settings.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { bumpRevision } from './revision.ts'

export async function readPortalSettings({ kysely }: Queryable): Promise<PortalSettings> {
  const { rows } = await sql<PortalSettings>`
    select open, self_enrollment as "selfEnrollment", imprint, privacy, accessibility
    from portal_settings`.execute(kysely)
  return rows[0]!
}

type Change = { [Key in keyof PortalSettings]?: PortalSettings[Key] | undefined }

/** Changes settings; what is left out stays. */
export async function updatePortalSettings(db: Queryable, change: Change): Promise<PortalSettings> {
  return await transaction(db, (tx) => changePortalIn(tx, () => change))
}

/** The same within a transaction. @param changing says what changes, by how it stands */
export async function changePortalIn(
  tx: Tx,
  changing: (known: PortalSettings) => Change,
): Promise<PortalSettings> {
  await bumpRevision(tx)
  await sql`select from portal_settings for update`.execute(tx)
  const known = await readPortalSettings({ kysely: tx })
  const { open, selfEnrollment, ...texts } = { ...known, ...changing(known) }
  await sql`
    update portal_settings set open = ${open}, self_enrollment = ${selfEnrollment},
      imprint = ${JSON.stringify(texts.imprint)}::jsonb,
      privacy = ${JSON.stringify(texts.privacy)}::jsonb,
      accessibility = ${JSON.stringify(texts.accessibility)}::jsonb`.execute(tx)
  return await readPortalSettings({ kysely: tx })
}

/** @throws Refusal where the business has switched the portal off */
export async function refuseClosed(db: Queryable): Promise<void> {
  const { open } = await readPortalSettings(db)
  if (!open) throw conflict('portal_closed', 'This business has closed its portal.')
}
