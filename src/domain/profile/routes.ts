import * as business from '#contract/endpoints/business.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readRecount } from './recount.ts'

export const routes = ({ database }: Context): Route[] => [
  on(business.readRecount, async () => ({ recount: await readRecount(database) })),
]
