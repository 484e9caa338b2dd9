import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { readStart as endpoint, StartMade } from '#contract/endpoints/start.ts'
import { type StartTrade, startPlan, startTrades, tradeOf } from '#contract/language/start-plan.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusiness } from '#domain/business/queries.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { proposalWords } from '#locales/proposal-words.ts'
import { proposeStart } from './propose-start.ts'
import { readGround } from './read-ground.ts'

type Start = Reply<typeof endpoint>

export async function readStart(context: Context, trade?: StartTrade): Promise<Start> {
  return await readOnly(context.database, async (tx) => {
    const business = await readBusiness({ kysely: tx })
    const ground = await readGround(tx)
    const made = await readMade(tx)
    return {
      standing: made ? 'begun' : (await hasProgram(tx)) ? 'program_exists' : 'free',
      proposal: proposeStart({
        ...{ business, ground },
        trade: trade ?? tradeLike(business.trade),
        storeName: (await firstStore(tx))?.name ?? null,
        words: proposalWords(business.language, business.currency),
        unit: 10 ** currencyDecimals(business.currency),
      }),
      ...{ ground, made, language: business.language },
    }
  })
}

const tradeLike = (trade: string): StartTrade =>
  startTrades.find((one) => tradeOf[one] === trade) ?? 'retail'

/** What a business began with; null: it has not, or not in this way. */
export async function readMade(tx: Tx): Promise<StartMade | null> {
  type Row = { plan: unknown; code: string; name: string; cardBatch: string | null; madeAt: Date }
  const { rows } = await sql<Row>`
    select plan, stores.code, stores.name, card_batch_id as "cardBatch", made_at as "madeAt"
    from program_starts join stores on stores.number = program_starts.store_number`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { plan, cardBatch, madeAt, ...store } = row
  return { plan: startPlan.parse(plan), store, cardBatch, madeAt }
}

/** Whether anything was said that customers can have earned by. */
export async function hasProgram(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ said: boolean }>`
    select exists (select from program_revisions where kind <> 'terms')
      or exists (select from rewards) as said`.execute(tx)
  return rows[0]!.said
}

type FirstStore = { number: number; code: string; name: string }

/** The one that has been there longest; null: there is none. */
export async function firstStore(tx: Tx): Promise<FirstStore | null> {
  const { rows } = await sql<FirstStore>`
    select number, code, name from stores
    where archived_at is null order by created_at, number limit 1`.execute(tx)
  return rows[0] ?? null
}
