import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { PortalTextKind } from '#contract/endpoints/portal-settings.ts'
import type {
  readPortal as portalEndpoint,
  readPortalText as textEndpoint,
} from '#contract/endpoints/portal-sign-in.ts'
import { isTold } from '#contract/language/gaps.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import { readEntrance } from '#domain/business/queries.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { termsFor } from '#domain/customers/terms/terms.ts'
import { notFound } from '#kernel/errors.ts'
import { type Language, languages } from '#locales/language.ts'

type InLanguages = Record<Language, string>

/** What the portal shows before anybody is known. */
export async function readPortal({
  database,
  clock,
}: Context): Promise<Omit<Reply<typeof portalEndpoint>, 'mails'>> {
  return await readOnly(database, async (tx) => {
    const { business } = await readEntrance({ kysely: tx })
    const { open, selfEnrollment, ...texts } = await readPortalSettings({ kysely: tx })
    const { current } = await termsFor(tx, [], clock.now())
    const said = (['imprint', 'privacy', 'accessibility'] as const).filter((kind) =>
      languages.some((language) => isTold(texts[kind][language])),
    )
    return {
      ...{ business, open, selfEnrollment, program: await hasProgram(tx) },
      texts: current ? [...said, 'terms' as const] : said,
      terms: current?.version ?? null,
    }
  })
}

async function hasProgram(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from point_currencies limit 1`.execute(tx)
  return rows.length > 0
}

/** A text of the footer, in the language asked for, else in the one it was written in. */
export async function readText(
  { database, clock }: Context,
  kind: PortalTextKind,
  asked: Language | undefined,
): Promise<Reply<typeof textEndpoint>> {
  return await readOnly(database, async (tx) => {
    const language = asked ?? (await readBusinessTerms({ kysely: tx })).language
    const found = await findText(tx, kind, clock.now())
    if (!found) throw notFound('portal_text')
    const { version, validFrom } = found
    return { kind, version, validFrom, ...textIn(found.wording, language) }
  })
}

type Found = { wording: InLanguages; version: number | null; validFrom: Date | null }

async function findText(tx: Tx, kind: PortalTextKind, now: Date): Promise<Found | null> {
  if (kind === 'terms') return (await termsFor(tx, [], now)).current
  const wording = (await readPortalSettings({ kysely: tx }))[kind]
  return languages.some((language) => isTold(wording[language]))
    ? { wording, version: null, validFrom: null }
    : null
}

/** A language nothing was written in, or that still has gaps, shows the other one. */
export function textIn(
  wording: InLanguages,
  wanted: Language,
): { language: Language; text: string } {
  const language = [wanted, ...languages].find((one) => isTold(wording[one])) ?? wanted
  return { language, text: wording[language] }
}
