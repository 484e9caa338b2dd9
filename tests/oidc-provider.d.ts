/** What our tests use of a package that comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  type Context = {
    oidc: {
      session?: { accountId?: string }
      provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant }
    }
  }

  export type Configuration = {
    clients: readonly object[]
    claims: Record<string, readonly string[]>
    conformIdTokenClaims: boolean
    cookies: { keys: readonly string[] }
    features: { devInteractions: { enabled: boolean } }
    findAccount(
      context: unknown,
      id: string,
    ): { accountId: string; claims(): Promise<{ sub: string }> }
    interactions: { url(context: unknown, interaction: { uid: string }): string }
    loadExistingGrant(context: Context): Promise<Grant>
  }

  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
    ): Promise<void>
  }
}
