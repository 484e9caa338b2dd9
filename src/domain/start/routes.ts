import * as prints from '#contract/endpoints/prints.ts'
import * as start from '#contract/endpoints/start.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readBatch } from '#domain/customers/cards/batches.ts'
import { begin } from './begin.ts'
import { printCardSheet } from './print/card-sheet.ts'
import { readLook } from './print/look.ts'
import { printMatter } from './print/matter.ts'
import { readStart } from './read-start.ts'

export const routes = (context: Context): Route[] => [
  on(prints.readPrints, async ({ origin, publicOrigin }) => {
    const { offer } = await readLook(context)
    return { address: origin, fixed: publicOrigin !== null, promising: offer !== null }
  }),
  on(prints.printMatter, async ({ params, query, origin }) =>
    printMatter(params.kind, await readLook(context, query), origin),
  ),
  on(prints.printCards, async ({ params, query, publicOrigin }) =>
    printCardSheet(
      await readBatch(context.database, params.cardBatchId),
      await readLook(context, query),
      { part: query.part, publicOrigin },
    ),
  ),
  ...[
    on(start.readStart, ({ query }) => readStart(context, query.trade)),
    on(start.begin, ({ body, caller }) => begin(context, caller, body)),
  ].map(ofEveryStore('A program concerns every store; your access is limited to some.')),
]
