import * as endings from '#contract/endpoints/program-ending.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { forAllStores } from '../definition/routes.ts'
import { planEnding, withdrawEnding } from './plan-ending.ts'
import { readOpenPoints } from './read-open-points.ts'

export const routes = (context: Context): Route[] =>
  [
    on(endings.planProgramEnding, ({ body, caller }) => planEnding({ context, caller }, body)),
    on(endings.withdrawProgramEnding, ({ caller }) => withdrawEnding({ context, caller })),
    on(endings.readOpenPoints, () => readOpenPoints(context)),
  ].map(forAllStores)
