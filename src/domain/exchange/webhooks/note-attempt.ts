import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Held } from './hold-due.ts'
import { failuresUntilRest, hasFailedForDays, judge, restAfter, type Verdict } from './retry.ts'
import type { Answer } from './send-message.ts'

/**
 * Writes down what became of an attempt: of the message, and of the receiver as a whole. Whoever
 * held the message no longer (its time was over) notes nothing: somebody else has sent it again.
 */
export async function noteAttempt(
  { database, log }: Pick<Context, 'database' | 'log'>,
  held: Held,
  answer: Answer,
  now: Date,
): Promise<void> {
  const chance = Math.random()
  const attempts = Math.max(1, held.attempts + (held.isProbe ? 0 : 1))
  const verdict = judge({ answer, attempts, isTest: held.isTest }, now, chance)
  const stopped = await transaction(database, async (tx) => {
    if (!(await noteMessage(tx, held, answer, verdict, now))) return null
    const isOfNoAccount = held.isTest && verdict.kind !== 'delivered'
    return isOfNoAccount ? null : await noteReceiver(tx, held.webhookId, verdict, now, chance)
  })
  if (stopped) log.warn({ webhook: held.webhookId, state: stopped }, 'a webhook was stopped')
}

async function noteMessage(
  tx: Tx,
  held: Held,
  { code, status, text }: Answer,
  verdict: Verdict,
  now: Date,
): Promise<boolean> {
  // A probe that fails leaves the message to its own time.
  const isCounted = !held.isProbe || verdict.kind === 'delivered'
  const nextAt = verdict.kind === 'again' ? verdict.at : now
  const { numAffectedRows } = await sql`
    update webhook_deliveries set
      state = ${stateAfter(verdict)}, attempts = attempts + ${isCounted ? 1 : 0}::integer,
      next_at = case when ${isCounted} then ${nextAt} else next_at end, tried_at = ${now},
      answer = ${JSON.stringify({ code, status, text })}::jsonb, held_until = null, held_as = null
    where webhook_id = ${held.webhookId} and number = ${held.number} and held_as = ${held.heldAs}`.execute(
    tx,
  )
  return Boolean(numAffectedRows)
}

function stateAfter({ kind }: Verdict): 'delivered' | 'waiting' | 'failed' {
  switch (kind) {
    case 'delivered':
      return 'delivered'
    case 'again':
      return 'waiting'
    case 'given_up':
    case 'gone':
      return 'failed'
  }
}

/** @returns the state in which it was stopped, where it was */
async function noteReceiver(
  tx: Tx,
  webhookId: string,
  verdict: Verdict,
  now: Date,
  chance: number,
): Promise<'failing' | 'gone' | null> {
  if (verdict.kind === 'delivered') {
    await noteSuccess(tx, webhookId, now)
    return null
  }
  const { rows } = await sql<{ failures: number; since: Date }>`
    update webhooks set failures_in_row = failures_in_row + 1,
      failing_since = coalesce(failing_since, ${now})
    where webhook_id = ${webhookId} and state = 'active'
    returning failures_in_row as failures, failing_since as since`.execute(tx)
  const failed = rows[0]
  if (!failed) return null
  const stopped = stopFor(verdict, failed.since, now)
  await sql`
    update webhooks set state = ${stopped ?? 'active'},
      rest_until = ${restAfter(failed.failures, now, chance)}
    where webhook_id = ${webhookId}`.execute(tx)
  return stopped
}

function stopFor({ kind }: Verdict, since: Date, now: Date): 'failing' | 'gone' | null {
  if (kind === 'gone') return 'gone'
  return hasFailedForDays(since, now) ? 'failing' : null
}

/** Is it back after a rest, then all that failed meanwhile is tried at once. */
async function noteSuccess(tx: Tx, webhookId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ rested: boolean }>`
    with before as (
      select failures_in_row from webhooks where webhook_id = ${webhookId} for no key update
    )
    update webhooks set delivered_at = ${now}, failures_in_row = 0, failing_since = null,
      rest_until = null
    from before where webhook_id = ${webhookId}
    returning before.failures_in_row >= ${failuresUntilRest} as rested`.execute(tx)
  if (!rows[0]?.rested) return
  await sql`
    update webhook_deliveries set next_at = ${now}
    where webhook_id = ${webhookId} and state = 'waiting' and next_at > ${now}`.execute(tx)
}
