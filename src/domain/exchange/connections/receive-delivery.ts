import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Context } from '#database/context.ts'
import { malformed } from '#kernel/errors.ts'
import { findSender, type Sender, signatureNotValid } from './find-sender.ts'
import { keepDeliveries } from './keep-deliveries.ts'
import { shopwareTopic } from './shopware.ts'
import { isSigned } from './signature.ts'

type Headers = Readonly<Record<string, string>>

/**
 * Takes in one webhook: checks its signature over the raw body, keeps it, and leaves the rest to
 * the worker, so that a shop is answered soon and nothing acknowledged is lost.
 * @param publicId of the connection, as it stands in the address
 * @returns how many deliveries were kept
 */
export async function receiveDelivery(
  context: Pick<Context, 'database'>,
  sealKey: string,
  { publicId, headers, upload }: { publicId: string; headers: Headers; upload: Readable },
): Promise<number> {
  const body = await buffer(upload)
  if (isPing(body)) return 0
  const sender = await findSender(context.database, sealKey, publicId)
  if (!sender || !isSigned(sender.kind, body, headers, sender.secret)) throw signatureNotValid()
  const content = jsonOf(body)
  if (isConfirmation(content)) return 0
  const incoming = { ...labelOf(sender.kind, headers, content), body }
  await keepDeliveries(context, sealKey, sender.connectionId, [incoming])
  return 1
}

/** WooCommerce asks in this way, unsigned, whether somebody is there, and wants a yes. */
const isPing = (body: Buffer) =>
  body.length < 40 && /^webhook_id=\d+$/.test(body.toString('latin1'))

/** The end of a registration brings access to the shop's API, which nobody here needs. */
const isConfirmation = (content: unknown) =>
  typeof content === 'object' && content !== null && 'apiKey' in content && 'secretKey' in content

/** @throws Refusal where it is no JSON: nothing could ever be made of it */
export function jsonOf(body: Buffer): unknown {
  try {
    if (isUtf8(body)) return JSON.parse(body.toString())
  } catch {
    // Said below, like text in another encoding.
  }
  throw malformed('delivery_malformed', 'The body is no JSON in UTF-8.')
}

function labelOf(kind: Sender['kind'], headers: Headers, content: unknown) {
  const { topic, key } = labelIn(kind, headers, content)
  return { topic: (topic ?? '').slice(0, 100), key: (key ?? '').slice(0, 200) }
}

function labelIn(kind: Sender['kind'], headers: Headers, content: unknown) {
  switch (kind) {
    case 'shopify':
      return {
        topic: headers['x-shopify-topic'],
        key: headers['x-shopify-webhook-id'] ?? headers['x-shopify-event-id'],
      }
    case 'woocommerce':
      return { topic: headers['x-wc-webhook-topic'], key: headers['x-wc-webhook-delivery-id'] }
    case 'shopware':
      return { topic: shopwareTopic(content), key: shopwareEventId(content) }
  }
}

function shopwareEventId(content: unknown): string {
  const { source } = (content ?? {}) as { source?: { eventId?: unknown } }
  return typeof source?.eventId === 'string' ? source.eventId : ''
}
