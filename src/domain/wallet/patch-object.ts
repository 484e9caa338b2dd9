import { importPKCS8, SignJWT } from 'jose'
import type { WalletAddresses } from './addresses.ts'
import type { Issuer } from './issuers.ts'

const answerMillis = 10_000
const scope = 'https://www.googleapis.com/auth/wallet_object.issuer'

/** Changes a card at Google. @returns the status of its answer; 0: there was none */
export async function patchObject(
  { googleUrl, googleTokenUrl }: WalletAddresses,
  issuer: Issuer<'google'>,
  objectId: string,
  object: object,
): Promise<number> {
  const token = await accessToken(googleTokenUrl, issuer)
  if (token === null) return 0
  const path = `/walletobjects/v1/loyaltyObject/${encodeURIComponent(objectId)}`
  const answer = await ask(`${googleUrl}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(object),
  })
  await answer?.body?.cancel()
  return answer?.status ?? 0
}

/** For a signed wish of the service account (RFC 7523); null: it was not granted. */
async function accessToken(address: string, issuer: Issuer<'google'>): Promise<string | null> {
  const assertion = await new SignJWT({ scope })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(issuer.account)
    .setAudience(address)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importPKCS8(issuer.key, 'RS256'))
  const answer = await ask(address, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    }),
  })
  if (!answer?.ok) return null
  const reply: unknown = await answer.json()
  return typeof reply === 'object' && reply !== null && 'access_token' in reply
    ? String(reply.access_token)
    : null
}

/** null: nobody answered in time. Whoever asked tries again later. */
async function ask(address: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(address, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(answerMillis),
    })
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null
    throw error
  }
}
