import * as acts from '#contract/endpoints/point-acts.ts'
import * as points from '#contract/endpoints/points.ts'
import { type Caller, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '../follow-program.ts'
import type { Actor } from './act-request.ts'
import { cancelAct } from './cancel-act.ts'
import {
  capturePoints,
  extendPoints,
  grantPoints,
  holdPoints,
  redeemPoints,
  releasePoints,
  transferPoints,
} from './do-acts.ts'
import { explainBalance } from './explain-balance.ts'
import { findBalance, readBalance } from './read-balance.ts'
import { readStatement } from './read-statement.ts'

export const routes = (context: Context): Route[] => [
  ...readingRoutes(context),
  ...actingRoutes(context),
]

function readingRoutes(context: Context): Route[] {
  const rim = { context, planFor: keptPlan() }
  return [
    on(points.readBalance, ({ params, query }) =>
      readBalance(rim, params.customerId, query.language),
    ),
    on(points.findBalance, ({ body }) => findBalance(rim, body.customer, body.language)),
    on(points.readStatement, ({ params, query, caller }) =>
      readStatement(context, { params, query }, caller.stores),
    ),
    on(points.explainBalance, ({ params, query, caller }) =>
      explainBalance(context, { ...params, ...query }, caller.stores),
    ),
  ]
}

function actingRoutes(context: Context): Route[] {
  const actor = (caller: Caller): Actor => ({ context, caller })
  const planFor = keptPlan()
  return [
    on(acts.redeemPoints, ({ body, caller }) => redeemPoints(actor(caller), body)),
    on(acts.holdPoints, ({ body, caller }) => holdPoints(actor(caller), body)),
    on(acts.capturePoints, ({ params, body, caller }) =>
      capturePoints(actor(caller), { ...params, ...body }),
    ),
    on(acts.releasePoints, ({ params, body, caller }) =>
      releasePoints(actor(caller), { ...params, ...body }),
    ),
    on(acts.grantPoints, ({ body, caller }) => grantPoints({ ...actor(caller), planFor }, body)),
    on(acts.cancelPointAct, ({ params, body, caller }) =>
      cancelAct(actor(caller), { ...params, ...body }),
    ),
    on(acts.transferPoints, ({ body, caller }) => transferPoints(actor(caller), body)),
    on(acts.extendPoints, ({ body, caller }) => extendPoints(actor(caller), body)),
  ]
}
