import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { StartMade } from '#contract/endpoints/start.ts'
import { type StartPlan, tradeOf } from '#contract/language/start-plan.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { changePortalIn } from '#domain/business/portal-settings.ts'
import { readBusiness } from '#domain/business/queries.ts'
import { createStoreIn } from '#domain/business/stores.ts'
import { updateBusinessIn } from '#domain/business/update-business.ts'
import { makeBatchIn } from '#domain/customers/cards/batches.ts'
import { listTerms, publishTermsIn } from '#domain/customers/terms/terms.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { legalDrafts } from '#domain/portal/legal-drafts.ts'
import { beginRecount } from '#domain/profile/recount.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import type { Presence } from '#kernel/presence.ts'
import type { Language } from '#locales/language.ts'
import { proposalWords } from '#locales/proposal-words.ts'
import { firstStore, hasProgram, readMade } from './read-start.ts'
import { sayProgram } from './say-program.ts'

/** Makes all that a plan says in one transaction; said again it makes nothing. */
export async function begin(context: Context, caller: Caller, plan: StartPlan): Promise<StartMade> {
  refuseDearFirst(plan)
  return await transaction(context.database, async (tx) => {
    await holdTerms(tx)
    const made = await readMade(tx)
    if (made && isDeepStrictEqual(made.plan, plan)) return made
    if (made || (await hasProgram(tx))) {
      throw conflict('program_exists', 'There is a program already; change it on its own page.')
    }
    const now = context.clock.now()
    const { trade, businessName: name } = plan
    const change = { name, trade: tradeOf[trade], ...presenceOf(plan) }
    await updateBusinessIn(tx, { recount: beginRecount }, change)
    const store = await storeFor(tx, plan, now)
    const { language, currency } = await readBusiness({ kysely: tx })
    await sayProgram(tx, { now, caller }, plan, {
      words: proposalWords(language, currency),
      currency,
    })
    await publish(tx, plan, language, now)
    await openPortal(tx, plan)
    const cardBatch = await cardsFor(tx, context, plan)
    const by = callerKey(caller)
    await keep(tx, plan, { storeNumber: store.number, cardBatch, now, by })
    return { plan, store: { code: store.code, name: store.name }, cardBatch, madeAt: now }
  })
}

/** Who stamps visits books them without an amount; else their regulars would not be seen. */
const presenceOf = ({ stamp }: StartPlan): { presence?: Presence } =>
  stamp.kind === 'per_visit' ? { presence: 'visits' } : {}

/** Else nobody would ever fill a card. */
function refuseDearFirst({ first, full }: StartPlan): void {
  if (first === null || first.places < full.places) return
  throw malformed(
    'start_reward_too_dear',
    'The first reward takes fewer stamps than a full card.',
    '/first/places',
  )
}

/** A till books in a store; where there is none yet the first one is made. */
async function storeFor(tx: Tx, { storeName }: StartPlan, now: Date) {
  const known = await firstStore(tx)
  if (known) return known
  await createStoreIn(tx, { code: codeOf(storeName), name: storeName }, now)
  return (await firstStore(tx))!
}

/** In the language they were written in. Terms that members were already told of stay as they are. */
async function publish(
  tx: Tx,
  { terms, otherTerms = '' }: StartPlan,
  language: Language,
  now: Date,
): Promise<void> {
  if ((await listTerms({ kysely: tx })).length > 0) return
  const wording = { de: otherTerms, en: otherTerms, [language]: terms }
  await publishTermsIn(tx, { wording, worse: false, validFrom: now }, now)
}

/** Who may come in, and drafts of what has to stand there; what somebody wrote stays. */
async function openPortal(
  tx: Tx,
  { businessName, selfEnrollment, drafts = false }: StartPlan,
): Promise<void> {
  const proposed = legalDrafts(businessName)
  await changePortalIn(tx, (known) => ({
    selfEnrollment: selfEnrollment ?? known.selfEnrollment,
    ...(drafts && {
      imprint: saidElse(known.imprint, proposed.imprint),
      privacy: saidElse(known.privacy, proposed.privacy),
      accessibility: saidElse(known.accessibility, proposed.accessibility),
    }),
  }))
}

type InLanguages = Record<Language, string>
const saidElse = (known: InLanguages, proposed: InLanguages): InLanguages =>
  known.de.trim() === '' && known.en.trim() === '' ? proposed : known

async function cardsFor(tx: Tx, context: Context, { cards }: StartPlan): Promise<string | null> {
  return cards === 0 ? null : await makeBatchIn(tx, context, { size: cards, note: '' })
}

/** `Café Süd` is `cafe-sued`. */
function codeOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain.slice(0, 64) || 'store'
}

async function keep(
  tx: Tx,
  plan: StartPlan,
  made: { storeNumber: number; cardBatch: string | null; now: Date; by: string | null },
): Promise<void> {
  await sql`
    insert into program_starts (plan, store_number, card_batch_id, made_at, made_by)
    values (${JSON.stringify(plan)}::jsonb, ${made.storeNumber}, ${made.cardBatch}, ${made.now},
      ${made.by})`.execute(tx)
}
