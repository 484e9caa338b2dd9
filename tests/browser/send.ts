import type { BrowserContext } from 'playwright-core'

/** Asks the API as the shop would, with the session of the context. */
export const senderOf =
  (context: BrowserContext, address: string) =>
  async (method: string, path: string, data?: object) => {
    const reply = await context.request.fetch(`/api/v1${path}`, {
      method,
      ...(data && { data }),
      headers: { origin: address, 'x-stammgast': '1' },
    })
    if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`)
    return await reply.json()
  }
