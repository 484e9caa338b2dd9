import * as batches from '#contract/endpoints/card-batches.ts'
import * as numbers from '#contract/endpoints/card-numbers.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { listBatches, makeBatch, readBatch } from '#domain/customers/cards/batches.ts'
import { drawCode } from '#domain/customers/cards/draw-code.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { giveCard } from './give-card.ts'

export const routes = (context: Context): Route[] => [
  ...batchRoutes(context),
  on(numbers.listCardNumbers, ({ params, caller }) =>
    readOnly(context.database, async (tx) => {
      const { memberIds } = await seeCustomer(tx, params.customerId, caller.stores)
      return { items: await readCards(tx, memberIds) }
    }),
  ),
  on(numbers.giveCardNumber, ({ params, body, caller }) =>
    giveCard(context, params.customerId, body, caller),
  ),
]

const batchRoutes = (context: Context): Route[] => [
  on(batches.listCardBatches, async () => ({ items: await listBatches(context.database) })),
  on(batches.makeCardBatch, ({ body }) => makeBatch(context, body)),
  on(batches.readCardBatch, ({ params }) => readBatch(context.database, params.cardBatchId)),
  on(batches.drawCardCode, async ({ body }) => ({
    ...{ contentType: 'image/svg+xml', fileName: `${body.cardNumber}.svg` },
    content: drawCode(body.cardNumber, body.as),
  })),
]
