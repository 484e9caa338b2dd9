import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What the provider says of somebody. */
export type Claims = {
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

export type OpenId = {
  issuer: string
  clientSecret: string
  people: Map<string, Claims>
  /** Goes where the program sent the browser, signs in there as somebody, and comes back. */
  visit(url: string, subject: string): Promise<URLSearchParams>
  close(): Promise<void>
}

const clientSecret = 'zwischen uns beiden und niemandem sonst'

/** A real OpenID Connect provider on this machine, certified as such by those who wrote it. */
export async function openIdProvider(redirectUri: string): Promise<OpenId> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, Claims>()
  let subject = ''
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'stammgast',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of this test alone'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: 'stammgast',
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: subject } })
  })
  return {
    ...{ issuer, clientSecret, people },
    visit: async (url, as) => {
      subject = as
      return await followUntil(url, redirectUri)
    },
    close: () => closed(server),
  }
}

/** As a browser would, with the provider's cookies. */
async function followUntil(start: string, end: string): Promise<URLSearchParams> {
  const cookies = new Map<string, string>()
  for (let url = start, step = 0; step < 10; step++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const reply = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const next = reply.headers.get('location')
    if (next === null)
      throw new Error(`the provider stopped: ${reply.status} ${await reply.text()}`)
    url = new URL(next, url).href
    if (url.startsWith(end)) return new URL(url).searchParams
  }
  throw new Error('the provider went in circles')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
