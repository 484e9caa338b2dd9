import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readFetching } from './fetch-worker.ts'
import { listDropped } from './list-dropped.ts'

/** @param path of the watched folder; null: none is named */
export const routes = ({ database }: Context, path: string | null): Route[] =>
  [
    on(listDroppedFiles, async () => ({
      watching: path !== null,
      fetching: await readFetching(database),
      items: await listDropped(database),
    })),
  ].map(ofEveryStore('Imports concern every store; your access is limited to some.'))
