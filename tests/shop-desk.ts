import { type Client, letWork, type TestServer } from './server.ts'

const shopSecret = 'shpss_0123456789abcdef'

export type ShopDesk = ReturnType<typeof shopDesk>

/** Connects shops and looks after what they send. */
export function shopDesk(server: TestServer, owner: Client) {
  const connect = async (kind: string, more: object = {}) => {
    const wished = { kind, name: `Mein ${kind}`, ...more }
    const { status, body, text } = await owner.post('/api/v1/connections', wished)
    if (status !== 201) throw new Error(text)
    return { ...body.connection, secret: body.secret } as {
      id: string
      path: string
      source: string
      secret: string
    }
  }
  return {
    connect,
    connectShopify: (source: string) => connect('shopify', { source, secret: shopSecret }),
    deliveries: async (id: string, query = '') =>
      (await owner.get(`/api/v1/connections/${id}/deliveries${query}`)).body.items,
    decide: () => letWork(server, 'deliveries'),
  }
}
