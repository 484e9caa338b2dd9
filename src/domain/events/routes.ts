import type { Reply } from '#contract/endpoint.ts'
import {
  defineEventType as defineEndpoint,
  listEventTypes as listEndpoint,
  removeEventType as removeEndpoint,
} from '#contract/endpoints/event-types.ts'
import {
  eventsWithBalancesMax,
  type IntakeOutcome,
  recordEvents as recordEventsEndpoint,
} from '#contract/endpoints/events.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { type Caller, may, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { defineEventType, listEventTypes, removeEventType } from './event-types.ts'
import type { Within } from './record.ts'
import { recordEvents } from './record-events.ts'

type Balances = NonNullable<Reply<typeof recordEventsEndpoint>['balances']>

/** What customers have now; the house hands it over, since points stand further right. */
export type BalancesOf = (customerIds: readonly string[]) => Promise<Balances>

export const routes = (
  context: Context,
  within: readonly Within[],
  balancesOf: BalancesOf,
): Route[] => [
  on(recordEventsEndpoint, async ({ body, query, caller }) => {
    const asked = query.balances === 'true'
    if (asked) refuseBalances(caller, body.events.length)
    const items = await recordEvents(context, within, body.events, caller.stores)
    const count = (status: string) => items.filter((item) => item.status === status).length
    return {
      accepted: count('accepted'),
      repeated: count('repeated'),
      superseded: count('superseded'),
      refused: count('refused'),
      items,
      ...(asked ? { balances: await balancesOf(customersIn(items)) } : {}),
    }
  }),
  on(listEndpoint, async () => ({ items: await listEventTypes(context.database) })),
  ...[
    on(defineEndpoint, ({ params, body }) => defineEventType(context, { ...params, ...body })),
    on(removeEndpoint, ({ params }) => removeEventType(context, params.name)),
  ].map(ofEveryStore('Event types concern every store; your access is limited to some.')),
]

function refuseBalances(caller: Caller, events: number): void {
  if (!may(caller, 'balances:read')) {
    throw new Refusal('forbidden', 'balances_not_allowed', 'You may not see what customers have.')
  }
  if (events > eventsWithBalancesMax) {
    throw malformed(
      'balances_too_many',
      `Balances are told for at most ${eventsWithBalancesMax} events.`,
      '/balances',
    )
  }
}

const customersIn = (items: readonly IntakeOutcome[]): string[] => [
  ...new Set(items.flatMap((item) => ('customerId' in item ? (item.customerId ?? []) : []))),
]
