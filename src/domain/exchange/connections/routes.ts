import * as connections from '#contract/endpoints/connections.ts'
import * as inbound from '#contract/endpoints/inbound.ts'
import * as snippet from '#contract/endpoints/snippet.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { callerName, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { backfillOrders } from './backfill-orders.ts'
import { changeConnection, endConnection } from './change-connection.ts'
import { listConnections, readConnection } from './connection.ts'
import { createConnection } from './create-connection.ts'
import { listDeliveries } from './list-deliveries.ts'
import { receiveCalls } from './receive-calls.ts'
import { receiveDelivery } from './receive-delivery.ts'
import { receiveViews } from './receive-views.ts'
import { registerShopware } from './register-shopware.ts'
import { replayDelivery, replayRefused } from './replay-deliveries.ts'
import { settleDelivery } from './settle-delivery.ts'

/** @param sealKey the program's own secret: what shops send is kept sealed */
export const routes = (context: Context, sealKey: string): Route[] => [
  ...[...connectionRoutes(context, sealKey), ...deliveryRoutes(context)].map(
    ofEveryStore('Connections concern every store; your access is limited to some.'),
  ),
  ...inboundRoutes(context, sealKey),
]

const connectionRoutes = (context: Context, sealKey: string): Route[] => [
  on(connections.listConnections, async () => ({ items: await listConnections(context.database) })),
  on(connections.createConnection, ({ body, caller }) =>
    createConnection(context, sealKey, body, callerName(caller)),
  ),
  on(connections.readConnection, ({ params }) =>
    readConnection(context.database, params.connectionId),
  ),
  on(connections.updateConnection, ({ params, body }) =>
    changeConnection(context, sealKey, params.connectionId, body),
  ),
  on(connections.backfillOrders, async ({ params, upload }) => ({
    orders: await backfillOrders(context, sealKey, params.connectionId, upload),
  })),
  on(connections.endConnection, ({ params }) => endConnection(context, params.connectionId)),
]

const deliveryRoutes = ({ database }: Context): Route[] => [
  on(connections.listDeliveries, ({ params, query }) =>
    listDeliveries(database, params.connectionId, query),
  ),
  on(connections.replayDelivery, ({ params }) =>
    replayDelivery(database, params.connectionId, params.deliveryId),
  ),
  on(connections.settleDelivery, ({ params }) =>
    settleDelivery(database, params.connectionId, params.deliveryId),
  ),
  on(connections.replayRefused, async ({ params }) => ({
    deliveries: await replayRefused(database, params.connectionId),
  })),
]

const inboundRoutes = (context: Context, sealKey: string): Route[] => [
  on(inbound.receiveDelivery, async ({ params, headers, upload }) => {
    const sent = { publicId: params.connectionId, headers, upload }
    return { received: await receiveDelivery(context, sealKey, sent) }
  }),
  on(inbound.registerShopware, async ({ params, headers, query, origin }) => {
    const { connectionId: publicId } = params
    const signature = headers['shopware-app-signature'] ?? ''
    const asked = { publicId, question: query, signature }
    const { proof, secret } = await registerShopware(context.database, sealKey, asked)
    return { proof, secret, confirmation_url: `${origin}/api/v1/inbound/${publicId}` }
  }),
  on(snippet.receiveViews, async ({ params, headers, upload }) => {
    const sent = { publicId: params.connectionId, origin: headers.origin, upload }
    return { received: await receiveViews(context, sealKey, sent) }
  }),
  on(inbound.receiveBatch, async (sent) => {
    await receiveCalls(context, sealKey, 'batch', sent)
    return { success: true as const }
  }),
  on(inbound.receiveTrack, async (sent) => {
    await receiveCalls(context, sealKey, 'track', sent)
    return { success: true as const }
  }),
  on(inbound.receiveIdentify, async (sent) => {
    await receiveCalls(context, sealKey, 'identify', sent)
    return { success: true as const }
  }),
]
