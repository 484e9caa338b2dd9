import * as batches from '#contract/endpoints/card-batches.ts'
import * as numbers from '#contract/endpoints/card-numbers.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { listBatches, makeBatch, readBatch } from '#domain/customers/cards/batches.ts'
import { drawCode } from '#domain/customers/cards/draw-code.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { blockCard, labelCard, unblockCard } from './change-card.ts'
import { giveCard } from './give-card.ts'
import { replaceCard } from './replace-card.ts'
import { splitCard } from './split-card.ts'

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
  on(numbers.labelCardNumber, ({ params, body, caller: by }) =>
    labelCard(context, { ...params, ...body, by }),
  ),
  on(numbers.blockCardNumber, ({ params, body, caller: by }) =>
    blockCard(context, { ...params, ...body, by }),
  ),
  on(numbers.unblockCardNumber, ({ params, body, caller: by }) =>
    unblockCard(context, { ...params, ...body, by }),
  ),
  on(numbers.replaceCardNumber, ({ params, body: { newCardNumber, store, ...body }, caller: by }) =>
    replaceCard(context, { ...params, ...body, newCardNumber, store, by }),
  ),
  on(numbers.splitCardNumber, async ({ params, body: { name, ...body }, caller: by }) => ({
    customerId: await splitCard(context, { ...params, ...body, name, by }),
  })),
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
