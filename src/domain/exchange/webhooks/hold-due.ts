import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { open } from '#domain/business/seal.ts'
import { newId } from '#kernel/ids.ts'
import { failuresUntilRest } from './retry.ts'
import { answerMillisMax } from './send-message.ts'

/** So many messages are under way to one receiver at a time, from all programs together. */
const underWayMax = 8
/** Well beyond the time of an attempt: who holds longer has died. */
const heldMillis = 4 * answerMillisMax

export type Held = {
  webhookId: string
  number: number
  messageId: string
  heldAs: string
  body: string
  attempts: number
  isTest: boolean
  /** Before its time: to see whether a receiver is back that fails altogether. */
  isProbe: boolean
}
export type Receiver = { url: string; secrets: string[] }

/** The webhooks that have something to be sent now. */
export async function findDue({ kysely }: Queryable, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select webhook_id as id from webhooks
    where exists (
      select from webhook_deliveries as due
      where due.webhook_id = webhooks.webhook_id and due.state = 'waiting'
        and (due.next_at <= ${now} or webhooks.failures_in_row >= ${failuresUntilRest})
        and (is_test or webhooks.state = 'active'
          and (webhooks.rest_until is null or webhooks.rest_until <= ${now}))
    )
    order by webhook_id`.execute(kysely)
  return rows.map(({ id }) => id)
}

/**
 * Takes what is to be sent next to a webhook, so that nobody else sends it meanwhile. Who asks
 * holds its row first, so of several programs one at a time decides; while that one is at it, the
 * others find nothing.
 */
export async function holdDue(
  { database, sealKey }: Pick<Context, 'database'> & { sealKey: string },
  webhookId: string,
  now: Date,
): Promise<{ receiver: Receiver; held: Held[] }> {
  return await transaction(database, async (tx) => {
    const known = await lockUnlessBusy(tx, webhookId)
    if (!known) return { receiver: { url: '', secrets: [] }, held: [] }
    const held = await hold(tx, webhookId, known, now)
    const secrets = [known.secret, ...(isPast(known.formerUntil, now) ? [] : [known.formerSecret])]
    return {
      receiver: {
        url: known.url,
        secrets: secrets.flatMap((one) =>
          one === null ? [] : [open(one, sealKey, 'webhook secret').toString()],
        ),
      },
      held,
    }
  })
}

type Known = {
  url: string
  state: string
  secret: Buffer
  formerSecret: Buffer | null
  formerUntil: Date | null
  failuresInRow: number
  restUntil: Date | null
}

const isPast = (until: Date | null, now: Date) => until === null || until <= now

async function lockUnlessBusy(tx: Tx, webhookId: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select url, state, secret, former_secret as "formerSecret", former_until as "formerUntil",
      failures_in_row as "failuresInRow", rest_until as "restUntil"
    from webhooks where webhook_id = ${webhookId} for no key update skip locked`.execute(tx)
  return rows[0]
}

async function hold(tx: Tx, webhookId: string, known: Known, now: Date): Promise<Held[]> {
  const isOpen = known.state === 'active' && isPast(known.restUntil, now)
  // After a rest one message goes ahead to see whether anybody is there, whether it is due or not:
  // a receiver that is back should not wait for the pauses between attempts.
  const isResting = known.failuresInRow >= failuresUntilRest
  const most = isResting ? 1 : underWayMax
  const { rows } = await sql<Held>`
    with under_way as (
      select count(*)::integer as count from webhook_deliveries
      where webhook_id = ${webhookId} and state = 'waiting' and held_until > ${now}
    ), due as (
      select number from webhook_deliveries as one
      where webhook_id = ${webhookId} and state = 'waiting'
        and (next_at <= ${now} or ${isResting})
        and (held_until is null or held_until <= ${now})
        and (is_test or ${isOpen})
        and not exists (
          select from webhook_deliveries as other
          where other.webhook_id = ${webhookId} and other.stream = one.stream
            and other.state = 'waiting'
            and (other.number < one.number or other.held_until > ${now})
        )
      order by next_at, number
      limit greatest(0, ${most}::integer - (select count from under_way))
    )
    update webhook_deliveries as taken
    set held_until = ${new Date(now.getTime() + heldMillis)}, held_as = ${newId()}
    from due, webhook_messages
    where taken.webhook_id = ${webhookId} and taken.number = due.number
      and webhook_messages.message_id = taken.message_id
    returning taken.webhook_id as "webhookId", taken.number, taken.message_id as "messageId",
      held_as as "heldAs", body, attempts, is_test as "isTest", next_at > ${now} as "isProbe"`.execute(
    tx,
  )
  return rows
}
