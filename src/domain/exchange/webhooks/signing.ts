import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const secretBytes = 32

/** A secret as Standard Webhooks writes it: `whsec_` and base64. */
export const newSecret = (): string => `${prefix}${randomBytes(secretBytes).toString('base64')}`

/** What is signed: the id, when this attempt is made, and the body as it is sent. */
export type Signed = { messageId: string; at: Date; body: string }

export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)

/**
 * The header `webhook-signature` of Standard Webhooks 1.0: for each secret `v1,` and the HMAC-SHA256
 * over `id.timestamp.body`, with a blank between them.
 */
export function signatureOf({ messageId, at, body }: Signed, secrets: readonly string[]): string {
  const content = `${messageId}.${secondsOf(at)}.${body}`
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
    })
    .join(' ')
}
