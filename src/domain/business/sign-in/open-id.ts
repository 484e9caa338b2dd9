import type { Configuration, IDToken } from 'openid-client'
import { malformed, Refusal } from '#kernel/errors.ts'

export type Client = { issuer: string; clientId: string; clientSecret: string | null }

const timeoutSeconds = 10

/** Loaded when first needed: most businesses have no provider. */
const openId = () => import('openid-client')

/** Asks the provider what it can do. @throws Refusal where it does not answer as one */
export async function discover({ issuer, clientId, clientSecret }: Client): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretPost, discovery, None } = await openId()
  const url = new URL(issuer)
  const isOwnMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !isOwnMachine) {
    throw malformed('provider_insecure', 'The provider must be reached by https.', '/issuer')
  }
  const execute = isOwnMachine && url.protocol === 'http:' ? [allowInsecureRequests] : []
  const proof = clientSecret === null ? None() : ClientSecretPost(clientSecret)
  try {
    return await discovery(url, clientId, undefined, proof, { execute, timeout: timeoutSeconds })
  } catch (cause) {
    throw Object.assign(unreachable(), { cause })
  }
}

const unreachable = () =>
  malformed(
    'provider_unreachable',
    'The provider does not answer as one at this address.',
    '/issuer',
  )

export type Visit = { url: string; state: string; nonce: string; verifier: string }

/** Code flow with PKCE, state and nonce: what comes back belongs to this browser and this visit. */
export async function planVisit(client: Client, redirectUri: string): Promise<Visit> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge, ...random } = await openId()
  const configuration = await discover(client)
  const [state, nonce] = [random.randomState(), random.randomNonce()]
  const verifier = random.randomPKCECodeVerifier()
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ state, nonce },
  })
  return { url: url.href, state, nonce, verifier }
}

export type Returned = { code: string; state: string; iss?: string | undefined }

/** Who the provider says came back: the claims of a token it signed, for us and for this visit. */
export async function claimsOf(
  client: Client,
  returned: Returned,
  { state, nonce, verifier, redirectUri }: Omit<Visit, 'url'> & { redirectUri: string },
): Promise<IDToken> {
  const { authorizationCodeGrant, fetchUserInfo } = await openId()
  const configuration = await discover(client)
  const address = new URL(redirectUri)
  for (const [name, value] of Object.entries(returned)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    if (claims.email !== undefined) return claims
    // Some providers tell of the e-mail only when asked.
    return { ...claims, ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
  } catch (cause) {
    throw Object.assign(refused(), { cause })
  }
}

const refused = () =>
  new Refusal('unauthenticated', 'provider_refused', 'The provider did not confirm this sign-in.')
