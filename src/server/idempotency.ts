import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { callerKey } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import type { SharedLocks, Turn } from '#database/shared-locks.ts'
import { open, seal } from '#domain/business/seal.ts'
import { malformed } from '#kernel/errors.ts'
import { internalId } from '#kernel/ids.ts'
import { addressOf } from './caller.ts'

export type StoredReply = { status: number; body: string }

/** Does the work of a write, or gives the reply it had when the same key was sent before. */
export type Idempotency = {
  once(
    request: FastifyRequest,
    upload: Readable | undefined,
    work: () => Promise<StoredReply>,
  ): Promise<StoredReply>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Takes in the bytes of the body, where a repeat must be told from something else. */
    bodyHash: Hash | null
  }
}

const keptMillis = 24 * 3_600_000
const purpose = 'idempotency reply'
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * A reply is kept for a day under the caller and the hash of the key, sealed with the key itself:
 * whoever reads the table without the key learns nothing, not even a secret shown once.
 *
 * Repeats that arrive while the first is in hand wait for it: in memory where one program serves
 * the database, and for their turn among all programs where several do. Only what succeeded is
 * kept; a refusal changed nothing and may be tried again.
 */
export function keepReplies(
  database: Database,
  replyKey: string,
  turns: SharedLocks | null,
): Idempotency {
  const inHand = new Map<string, Promise<unknown>>()
  return {
    once: async (request, upload, work) => {
      const key = readKey(request)
      const place = placeOf(request, key)
      if (key === null || place === null) return await work()
      const slot = slotOf(place)
      return await inTurn(inHand, slot, () =>
        amongAll(turns, slot, () =>
          replyOnce({ database, place, sealKey: `${replyKey} ${key}`, request, upload, work }),
        ),
      )
    },
  }
}

type Place = { caller: string; key: string }

/** For verbs that must be repeated harmlessly also where the reply of the first was lost in a crash. */
export function repeatKeyOf(request: FastifyRequest): string | null {
  const place = placeOf(request, readKey(request))
  return place && slotOf(place)
}

/** Nobody in particular has no keys: two strangers may choose the same one. */
function placeOf(request: FastifyRequest, key: string | null): Place | null {
  const caller = callerKey(request.caller)
  if (key === null || caller === null) return null
  return { caller, key: createHash('sha256').update(key).digest('hex') }
}

const slotOf = ({ caller, key }: Place) => `${caller} ${key}`

type Attempt = {
  database: Database
  place: Place
  sealKey: string
  request: FastifyRequest
  upload: Readable | undefined
  work: () => Promise<StoredReply>
}

async function replyOnce(attempt: Attempt): Promise<StoredReply> {
  const { database, place, sealKey, request, upload, work } = attempt
  const known = await findReply(database, place)
  if (known) {
    if (upload) await drain(upload)
    if (!inputHash(request).equals(known.request_hash)) throw otherInput()
    return { status: known.status, body: open(known.body, sealKey, purpose).toString() }
  }
  const reply = await work()
  if (upload && !upload.readableEnded) return reply
  const sealed = seal(reply.body, sealKey, purpose)
  const customerIds = customersOf(request, reply)
  await saveReply(database, place, { ...reply, body: sealed, customerIds }, inputHash(request))
  return reply
}

const otherInput = () =>
  malformed(
    'idempotency_key_reused',
    'This Idempotency-Key was used before for something else. Use a new key.',
  )

/** Whoever comes with the same slot waits until all before are through. */
async function inTurn<T>(
  inHand: Map<string, Promise<unknown>>,
  slot: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = inHand.get(slot) ?? Promise.resolve()
  const mine = before.then(work, work)
  inHand.set(slot, mine)
  try {
    return await mine
  } finally {
    if (inHand.get(slot) === mine) inHand.delete(slot)
  }
}

const pauseMillis = 10
const pauseMillisMax = 200

/** The turn of a program that dies is free at once, so nobody waits for the dead. */
async function amongAll<T>(
  turns: SharedLocks | null,
  slot: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!turns) return await work()
  const turn = await awaitTurn(turns, `reply ${slot}`)
  try {
    return await work()
  } finally {
    await turn.giveBack()
  }
}

async function awaitTurn(turns: SharedLocks, name: string): Promise<Turn> {
  for (let waitMillis = pauseMillis; ; waitMillis = Math.min(waitMillis * 2, pauseMillisMax)) {
    const turn = await turns.take(name)
    if (turn) return turn
    await sleep(waitMillis)
  }
}

function readKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || !writes.has(request.method)) return null
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw malformed(
    'idempotency_key_malformed',
    'An Idempotency-Key has 1 to 255 visible ASCII characters and no blanks.',
  )
}

function inputHash(request: FastifyRequest): Buffer {
  const body = request.bodyHash?.copy().digest() ?? Buffer.alloc(0)
  return createHash('sha256').update(`${request.method} ${request.url}\n`).update(body).digest()
}

async function drain(stream: Readable) {
  stream.resume()
  await finished(stream)
}

async function findReply(database: Database, { caller, key }: Place) {
  type Row = { request_hash: Buffer; status: number; body: Buffer }
  const { rows } = await sql<Row>`
    select request_hash, status, body
    from idempotency_replies
    where caller = ${caller} and key = ${key} and expires_at > ${new Date()}
  `.execute(database.kysely)
  return rows[0]
}

/** Replies of intake say nothing of people but which customer it was. */
const isIntake = (request: FastifyRequest) => addressOf(request).startsWith('/api/v1/events')

function customersOf(request: FastifyRequest, { body }: StoredReply): string[] {
  if (isIntake(request)) return []
  const { caller, url } = request
  const named = customersIn(`${url} ${body}`)
  return caller.kind === 'guest' ? [caller.customerId, ...named] : named
}

/** Of whom a reply speaks: it is forgotten with any of them. */
function customersIn(text: string): string[] {
  const named = new Set(text.match(/cus_[0-7][0-9A-HJKMNP-TV-Z]{25}/g))
  return [...named].flatMap((id) => internalId('cus', id) ?? [])
}

type Sealed = { status: number; body: Buffer; customerIds: readonly string[] }

async function saveReply(
  database: Database,
  { caller, key }: Place,
  { status, body, customerIds }: Sealed,
  requestHash: Buffer,
) {
  const now = Date.now()
  await sql`
    insert into idempotency_replies
      (caller, key, request_hash, status, content_type, body, customer_ids, expires_at)
    values (${caller}, ${key}, ${requestHash}, ${status}, 'application/json', ${body},
      ${customerIds}::uuid[], ${new Date(now + keptMillis)})
    on conflict (caller, key) do update
    set request_hash = excluded.request_hash, status = excluded.status,
      body = excluded.body, customer_ids = excluded.customer_ids, expires_at = excluded.expires_at
    where idempotency_replies.expires_at <= ${new Date(now)}
  `.execute(database.kysely)
}
