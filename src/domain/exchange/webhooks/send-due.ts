import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#database/context.ts'
import { publicId } from '#kernel/ids.ts'
import { findDue, type Held, holdDue, type Receiver } from './hold-due.ts'
import { noteAttempt } from './note-attempt.ts'
import type { Sender } from './send-message.ts'
import { secondsOf, signatureOf } from './signing.ts'

export type SendingContext = Pick<Context, 'database' | 'log'> & {
  sealKey: string
  sender: Sender
  /** Real time; a test moves it. */
  now: () => Date
}

const lookAgainMillis = 250

/**
 * Sends all that is due, each webhook in a lane of its own: one whose receiver takes its time keeps
 * nobody waiting but those behind it. Ends when nothing is under way and nothing can be sent.
 */
export async function sendDue(context: SendingContext, stopping: AbortSignal): Promise<void> {
  const lanes = new Map<string, Promise<void>>()
  const quietSince = new Map<string, number>()
  const failures: unknown[] = []
  const openLanes = async () => {
    for (const webhookId of await findDue(context.database, context.now())) {
      const isQuiet = Date.now() - (quietSince.get(webhookId) ?? 0) < lookAgainMillis
      if (lanes.has(webhookId) || isQuiet) continue
      const lane = keepSending(context, webhookId, stopping)
        .then((sent) => void (sent === 0 && quietSince.set(webhookId, Date.now())))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => lanes.delete(webhookId))
      lanes.set(webhookId, lane)
    }
  }
  try {
    await openLanes()
    while (lanes.size > 0 && !stopping.aborted && failures.length === 0) {
      await Promise.race([...lanes.values(), sleep(lookAgainMillis)])
      await openLanes()
    }
  } finally {
    await Promise.all(lanes.values())
  }
  if (failures.length > 0 && !stopping.aborted) throw failures[0]
}

/**
 * As soon as one message has its answer the next goes out.
 * @returns how many were sent
 */
async function keepSending(
  context: SendingContext,
  webhookId: string,
  stopping: AbortSignal,
): Promise<number> {
  const underWay = new Set<Promise<void>>()
  let sent = 0
  try {
    while (!stopping.aborted) {
      const { receiver, held } = await holdDue(context, webhookId, context.now())
      sent += held.length
      for (const one of held) {
        const attempt = attemptOnce(context, receiver, one, stopping)
        underWay.add(attempt)
        // A failure is heard below, where the next one to end is awaited.
        attempt.catch(() => undefined).finally(() => underWay.delete(attempt))
      }
      if (underWay.size === 0) break
      await Promise.race(underWay)
    }
    return sent
  } finally {
    await Promise.allSettled(underWay)
  }
}

/** Killed between answer and note, it stays held until its time is over, and is then sent again. */
async function attemptOnce(
  context: SendingContext,
  { url, secrets }: Receiver,
  held: Held,
  stopping: AbortSignal,
): Promise<void> {
  const at = context.now()
  const messageId = publicId('msg', held.messageId)
  const { body } = held
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Stammgast-Webhooks/1.0',
    'webhook-id': messageId,
    'webhook-timestamp': String(secondsOf(at)),
    'webhook-signature': signatureOf({ messageId, at, body }, secrets),
  }
  const answer = await context.sender.send(url, { headers, body }, stopping)
  await noteAttempt(context, held, answer, context.now())
}
