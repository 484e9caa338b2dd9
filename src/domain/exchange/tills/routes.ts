import * as tills from '#contract/endpoints/tills.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { changeTill } from './change-till.ts'
import { registerTill } from './register-till.ts'
import { listTills } from './till.ts'

export const routes = (context: Context): Route[] =>
  [
    on(tills.listTills, async () => ({
      items: await listTills(context.database, context.clock.now()),
    })),
    on(tills.registerTill, ({ body }) => registerTill(context, body)),
    on(tills.updateTill, ({ params, body }) => changeTill(context, params.tillId, body)),
  ].map(ofEveryStore('Tills concern every store; your access is limited to some.'))
