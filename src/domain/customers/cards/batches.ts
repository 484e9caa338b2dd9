import { sql } from 'kysely'
import type { CardBatch, CardBatchInput, FullCardBatch } from '#contract/endpoints/card-batches.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { makeNumbers } from './make-numbers.ts'
import { stateOfCard } from './read-cards.ts'

/** Makes numbers to be printed together; they lead to nobody until they are given out. */
export async function makeBatch(
  context: Pick<Context, 'database' | 'clock' | 'erasureKey'>,
  input: CardBatchInput,
): Promise<FullCardBatch> {
  return await transaction(context.database, async (tx) => {
    const batchId = await makeBatchIn(tx, context, input)
    return await readBatch({ kysely: tx }, batchId)
  })
}

/** The same within a transaction, for whoever makes more than cards. @returns the id */
export async function makeBatchIn(
  tx: Tx,
  { clock, erasureKey }: Pick<Context, 'clock' | 'erasureKey'>,
  { size, note }: CardBatchInput,
): Promise<string> {
  const [batchId, at] = [newId(), clock.now()]
  await sql`
    insert into card_batches (batch_id, size, note, made_at)
    values (${batchId}, ${size}, ${note}, ${at})`.execute(tx)
  await makeNumbers(tx, size, { at, batchId, erasureKey })
  return batchId
}

/** All batches, the latest first. */
export async function listBatches({ kysely }: Queryable): Promise<CardBatch[]> {
  const { rows } = await sql<CardBatch>`${batchesWhere(sql`true`)}`.execute(kysely)
  return rows
}

/** A batch with its numbers as they stand now. @throws Refusal where there is none */
export async function readBatch({ kysely }: Queryable, batchId: string): Promise<FullCardBatch> {
  const { rows } = await sql<CardBatch>`${batchesWhere(sql`batch_id = ${batchId}`)}`.execute(kysely)
  if (!rows[0]) throw notFound('card_batch')
  const { rows: cards } = await sql<FullCardBatch['cards'][number]>`
    select number as "cardNumber", ${stateOfCard} as state
    from cards left join identities on kind = 'card_number' and value = number
    where batch_id = ${batchId}
    order by number`.execute(kysely)
  return { ...rows[0], cards }
}

const batchesWhere = (condition: ReturnType<typeof sql>) => sql`
  with counted as (
    select batch_id, count(*) filter (where state = 'new')::int as new
    from (
      select batch_id, ${stateOfCard} as state
      from cards left join identities on kind = 'card_number' and value = number
      where batch_id is not null and ${condition}
    ) as card
    group by batch_id
  )
  select batch_id as id, size, note, made_at as "madeAt", coalesce(new, 0) as new
  from card_batches left join counted using (batch_id)
  where ${condition}
  order by made_at desc, batch_id desc`
