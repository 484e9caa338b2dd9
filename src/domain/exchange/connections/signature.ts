import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ConnectionKind } from '#contract/endpoints/connections.ts'

type Headers = Readonly<Record<string, string>>
type Signed = Exclude<ConnectionKind, 'segment' | 'snippet'>

/** Where each shop puts the HMAC-SHA256 of the raw body, and how it writes it. */
const signatures = {
  shopify: { header: 'x-shopify-hmac-sha256', encoding: 'base64' },
  woocommerce: { header: 'x-wc-webhook-signature', encoding: 'base64' },
  shopware: { header: 'shopware-shop-signature', encoding: 'hex' },
} as const satisfies Record<Signed, { header: string; encoding: 'base64' | 'hex' }>

export function isSigned(kind: Signed, body: Buffer, headers: Headers, secret: string): boolean {
  const { header, encoding } = signatures[kind]
  const said = headers[header]
  if (said === undefined) return false
  const expected = hmacOf(body, secret).digest(encoding)
  return isSame(said, expected)
}

export const hmacOf = (content: string | Buffer, secret: string) =>
  createHmac('sha256', secret).update(content)

/** Takes the same time wherever the texts differ. */
export function isSame(said: string, expected: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
