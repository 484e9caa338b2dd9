import { sql } from 'kysely'
import { messagesKeptDays } from '#contract/endpoints/webhooks.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import type { Reach } from '#domain/business/reach/look-up-within.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { collectMessages } from './collect-messages.ts'
import { sendDue } from './send-due.ts'
import { Sender } from './send-message.ts'

const hourMillis = 3_600_000

export type WebhookWork = Context & {
  sealKey: string
  reach: Reach
  planFor: PlanFor
  /** Real time, unless a test moves it. */
  now?: () => Date
  /** How long a receiver may take, where it is not the usual time. */
  answerMillis?: number
}

/** What happened becomes messages. */
export const webhookMessagesWorker = (work: WebhookWork): Worker => ({
  name: 'webhook messages',
  restMillis: 500,
  work: () => collectMessages(work),
})

/** Messages go out; those kept long enough go. */
export function webhooksWorker({ now = () => new Date(), ...work }: WebhookWork): Worker {
  const sender = new Sender(work.reach, work.answerMillis)
  let sweptAt = 0
  return {
    name: 'webhooks',
    restMillis: 300,
    work: async (signal) => {
      if (Date.now() - sweptAt > hourMillis) {
        sweptAt = Date.now()
        await sweepMessages(work.database)
      }
      await sendDue({ ...work, sender, now }, signal)
      return 'done'
    },
  }
}

/** What could not be sent in all that time will not be missed; what nobody read, neither. */
export async function sweepMessages({ kysely }: Queryable, now = new Date()): Promise<void> {
  const since = new Date(now.getTime() - messagesKeptDays * 24 * hourMillis)
  await sql`delete from webhook_messages where recorded_at < ${since}`.execute(kysely)
  await sql`
    delete from webhook_changes
    where not exists (select from webhooks where state <> 'gone')`.execute(kysely)
}
