import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { z } from 'zod'
import { eventBytesMax } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { hashOf } from '#domain/business/api-keys.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { type Incoming, keepDeliveries } from './keep-deliveries.ts'
import { jsonOf } from './receive-delivery.ts'

const callsMax = 1000

type Sent = { headers: Readonly<Record<string, string>>; upload: Readable }
export type CallType = 'batch' | 'track' | 'identify'

const one = z.record(z.string(), z.unknown())
const batch = z
  .object({ batch: z.array(one), writeKey: z.unknown(), sentAt: z.unknown() })
  .partial()

/**
 * Takes in what a library of Segment sends, each call as a delivery of its own. Whoever knows the
 * write key may tell, and can read nothing with it.
 */
export async function receiveCalls(
  context: Pick<Context, 'database'>,
  sealKey: string,
  type: CallType,
  { headers, upload }: Sent,
): Promise<void> {
  const body = await buffer(upload)
  const inHeader = keyInHeader(headers)
  const early = inHeader === null ? null : await findConnection(context.database, inHeader)
  if (inHeader !== null && early === null) throw keyNotValid()
  const content = early === null ? contentOrStranger(body) : jsonOf(body)
  const connectionId = early ?? (await findConnection(context.database, keyInBody(content)))
  if (connectionId === null) throw keyNotValid()
  await keepDeliveries(context, sealKey, connectionId, callsOf(type, content))
}

/** Whoever names no key anywhere is a stranger first, whatever else is wrong. */
function contentOrStranger(body: Buffer): unknown {
  try {
    return jsonOf(body)
  } catch (error) {
    if (error instanceof Refusal) throw keyNotValid()
    throw error
  }
}

/** Libraries send it as the user name of Basic authentication, with an empty password. */
function keyInHeader({ authorization = '' }: Sent['headers']): string | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,200})$/i.exec(authorization)?.[1]
  if (encoded === undefined) return null
  return Buffer.from(encoded, 'base64').toString().split(':')[0]!
}

function keyInBody(content: unknown): string {
  const key = one.safeParse(content).data?.writeKey
  return typeof key === 'string' ? key : ''
}

async function findConnection({ kysely }: Queryable, writeKey: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select connection_id as id from connections
    where key_hash = ${hashOf(writeKey)} and state <> 'ended'`.execute(kysely)
  return rows[0]?.id ?? null
}

function callsOf(type: CallType, content: unknown): Incoming[] {
  if (type !== 'batch') {
    const call = one.safeParse(content)
    if (!call.success) throw notAsExpected()
    return [callOf({ ...call.data, type })]
  }
  const calls = batch.safeParse(content).data?.batch
  if (calls === undefined) throw notAsExpected()
  if (calls.length > callsMax) {
    throw malformed('batch_too_long', `A batch has at most ${callsMax} calls.`, '/batch')
  }
  return calls.map(callOf)
}

/** When it was sent differs each time it is sent; the key is nobody's business. */
function callOf({ writeKey: _, sentAt: __, ...call }: Record<string, unknown>): Incoming {
  const body = Buffer.from(JSON.stringify(call))
  if (body.length > eventBytesMax) {
    throw malformed('delivery_malformed', `A call has at most ${eventBytesMax} bytes.`)
  }
  const name = call.type === 'track' ? call.event : call.type
  return { topic: labelOf(name, 100), key: labelOf(call.messageId, 200), body }
}

const labelOf = (value: unknown, max: number): string =>
  typeof value === 'string' ? value.replaceAll('\0', '').slice(0, max).toWellFormed() : ''

const notAsExpected = () =>
  malformed('delivery_malformed', 'The body is no call or batch of calls.')

const keyNotValid = () =>
  new Refusal(
    'unauthenticated',
    'write_key_not_valid',
    'There is no connection with this write key.',
  )
