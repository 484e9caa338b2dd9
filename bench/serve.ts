import type { Context } from '#database/context.ts'
import { createApiKey } from '#domain/business/api-keys.ts'
import { wire } from '#house.ts'
import { buildServer } from '#server/build-server.ts'

const unlimited = 1e9
const programSecret = 'x'.repeat(64)

/** The program's own server over an open database, on a free port, with a key for it. */
export async function serve(context: Context) {
  const house = {
    ...wire(context, programSecret),
    secret: programSecret,
    replyKey: programSecret,
    close: async () => {},
  }
  const app = await buildServer(house, { limits: { perKey: unlimited, perAddress: unlimited } })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { secret } = await createApiKey(context, { name: 'bench', scopes: ['events:write'] }, null)
  return { address, key: secret, close: () => app.close() }
}
