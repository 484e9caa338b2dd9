import type { Queryable } from '#database/transaction.ts'
import { findSender, signatureNotValid } from './find-sender.ts'
import { hmacOf, isSame } from './signature.ts'

/** As the manifest calls the app; the proof is made of it. */
const appName = 'Stammgast'
const minutesAgoMax = 10

type Question = { 'shop-id': string; 'shop-url': string; timestamp: string }

/**
 * Answers the registration of a Shopware app: who can sign the question with the app's secret is
 * told the secret for webhooks, which is the same. Nothing is changed by asking.
 * @throws Refusal for an old question too, since a signature in some log would open it for ever
 */
export async function registerShopware(
  db: Queryable,
  sealKey: string,
  { publicId, question, signature }: { publicId: string; question: Question; signature: string },
) {
  const sender = await findSender(db, sealKey, publicId)
  if (sender?.kind !== 'shopware') throw signatureNotValid()
  const { secret } = sender
  const isSigned = spellingsOf(question).some((query) =>
    isSame(signature, hmacOf(query, secret).digest('hex')),
  )
  const minutesAgo = (Date.now() / 1000 - Number(question.timestamp)) / 60
  if (!isSigned || !(Math.abs(minutesAgo) <= minutesAgoMax)) throw signatureNotValid()
  const proof = hmacOf(`${question['shop-id']}${question['shop-url']}${appName}`, secret)
  return { proof: proof.digest('hex'), secret }
}

/** Signed is the query as it was sent; its address may stand in it plain or escaped. */
function spellingsOf(question: Question): string[] {
  const spelled = (write: (text: string) => string) =>
    `shop-id=${write(question['shop-id'])}&shop-url=${write(question['shop-url'])}&timestamp=${write(question.timestamp)}`
  return [spelled((text) => text), spelled(encodeURIComponent)]
}
