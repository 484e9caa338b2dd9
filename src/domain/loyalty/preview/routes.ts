import { sql } from 'kysely'
import * as endpoints from '#contract/endpoints/program-previews.ts'
import { type Caller, may, on, type Route } from '#contract/route.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { forAllStores } from '../definition/routes.ts'
import { lintChange } from './lint-change.ts'
import { previewChange } from './preview-change.ts'
import { type Run, Runs } from './runs.ts'
import { simulateOne } from './simulate-customer.ts'
import { simulate } from './simulate-program.ts'

/** Looks at programs that are not in force: the routes, and the workers behind large ones. */
export function previews(context: Context): { routes: Route[]; workers: Worker[] } {
  const runs: AllRuns = {
    previews: new Runs(() => notFound('preview')),
    simulations: new Runs(() => notFound('simulation')),
  }
  return {
    workers: [runs.previews.worker('previews'), runs.simulations.worker('simulations')],
    routes: [
      on(endpoints.lintProgram, ({ body }) => lintChange(context, body)),
      ...runRoutes(context, runs).map(forAllStores),
    ],
  }
}

type AllRuns = {
  previews: Runs<endpoints.PreviewResult>
  simulations: Runs<endpoints.SimulationResult>
}

function runRoutes(context: Context, runs: AllRuns): Route[] {
  const shown = <R extends WithExamples>(run: Run<R>, caller: Caller) =>
    withNames(context.database, run, caller)
  return [
    on(endpoints.previewProgram, async ({ body, caller, signal }) =>
      shown(await previewChange(context, runs.previews, body, signal), caller),
    ),
    on(endpoints.readPreview, ({ params, caller }) =>
      shown(runs.previews.read(params.runId), caller),
    ),
    on(endpoints.cancelPreview, ({ params, caller }) =>
      shown(runs.previews.cancel(params.runId), caller),
    ),
    on(endpoints.simulateProgram, async ({ body, caller, signal }) =>
      shown(await simulate(context, runs.simulations, body, signal), caller),
    ),
    on(endpoints.simulateCustomer, ({ body, caller }) => simulateOne(context, body, caller)),
    on(endpoints.readSimulation, ({ params, caller }) =>
      shown(runs.simulations.read(params.runId), caller),
    ),
    on(endpoints.cancelSimulation, ({ params, caller }) =>
      shown(runs.simulations.cancel(params.runId), caller),
    ),
  ]
}

type WithExamples = { examples: readonly { customerId: string; name: string | null }[] }

/** Names are looked up when they are shown, to whoever may see them, and are not kept. */
async function withNames<Result extends WithExamples>(
  { kysely }: Queryable,
  run: Run<Result>,
  caller: Caller,
): Promise<Run<Result>> {
  if (!run.result || !may(caller, 'customers:read')) return run
  const ids = run.result.examples.map(({ customerId }) => customerId)
  const { rows } = await sql<{ id: string; name: string | null }>`
    select customer_id as id, name from persons where customer_id = any(${ids}::uuid[])`.execute(
    kysely,
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const examples = run.result.examples.map((one) => ({
    ...one,
    name: names.get(one.customerId) ?? null,
  }))
  return { ...run, result: { ...run.result, examples } }
}
