import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { type SnippetView, snippetBody } from '#contract/endpoints/snippet.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { open } from '#domain/business/seal.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { internalId } from '#kernel/ids.ts'
import { signatureNotValid } from './find-sender.ts'
import { type Incoming, keepDeliveries } from './keep-deliveries.ts'
import { jsonOf } from './receive-delivery.ts'

type Sent = { publicId: string; origin: string | undefined; upload: Readable }

/**
 * Takes in what the snippet of a shop tells. Everybody can read its key in the page; so it counts only
 * from the shop's own origins, only of somebody the shop itself has signed, and only as something that
 * was looked at: whoever knows the key can make nobody up and change nothing.
 * @returns how many views were kept
 */
export async function receiveViews(
  context: Pick<Context, 'database'>,
  sealKey: string,
  { publicId, origin, upload }: Sent,
): Promise<number> {
  const body = await buffer(upload)
  const shop = await findShop(context.database, publicId)
  if (!shop) throw signatureNotValid()
  if (origin === undefined || !shop.origins.includes(origin)) throw originNotAllowed()
  const said = snippetBody.safeParse(jsonOf(body))
  if (!said.success)
    throw malformed('delivery_malformed', 'The body is not as the snippet sends it.')
  const { user, views } = said.data
  const secret = open(shop.secret, sealKey, 'connection secret').toString()
  if (!isSignedBy(secret, user)) throw signatureNotValid()
  const incoming = views.map((view) => asCall(view, user.id))
  await keepDeliveries(context, sealKey, shop.connectionId, incoming)
  return views.length
}

type Shop = { connectionId: string; secret: Buffer; origins: string[] }

async function findShop({ kysely }: Queryable, publicId: string): Promise<Shop | null> {
  const connectionId = internalId('con', publicId)
  if (connectionId === null) return null
  const { rows } = await sql<Shop>`
    select connection_id as "connectionId", secret, origins from connections
    where connection_id = ${connectionId} and kind = 'snippet' and state <> 'ended'`.execute(kysely)
  return rows[0] ?? null
}

function isSignedBy(secret: string, { id, hash }: { id: string; hash: string }): boolean {
  const expected = createHmac('sha256', secret).update(id).digest()
  const given = Buffer.from(hash, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** In the words of the calls that libraries send, which are decided in the same way. */
function asCall({ id, at, type, ...properties }: SnippetView, userId: string): Incoming {
  const event = type === 'product' ? 'Product Viewed' : 'Page Viewed'
  const call = { type: 'track', event, messageId: id, userId, timestamp: at, properties }
  return { topic: event, key: id, body: Buffer.from(JSON.stringify(call)) }
}

const originNotAllowed = () =>
  new Refusal(
    'forbidden',
    'origin_not_allowed',
    'This page is none of those the connection may be told by.',
  )
