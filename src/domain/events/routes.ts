import {
  defineEventType as defineEndpoint,
  listEventTypes as listEndpoint,
  removeEventType as removeEndpoint,
} from '#contract/endpoints/event-types.ts'
import { recordEvents as recordEventsEndpoint } from '#contract/endpoints/events.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { defineEventType, listEventTypes, removeEventType } from './event-types.ts'
import type { Within } from './record.ts'
import { recordEvents } from './record-events.ts'

export const routes = (context: Context, within: readonly Within[]): Route[] => [
  on(recordEventsEndpoint, async ({ body, caller }) => {
    const items = await recordEvents(context, within, body.events, caller.stores)
    const count = (status: string) => items.filter((item) => item.status === status).length
    return {
      accepted: count('accepted'),
      repeated: count('repeated'),
      superseded: count('superseded'),
      refused: count('refused'),
      items,
    }
  }),
  on(listEndpoint, async () => ({ items: await listEventTypes(context.database) })),
  ...[
    on(defineEndpoint, ({ params, body }) => defineEventType(context, { ...params, ...body })),
    on(removeEndpoint, ({ params }) => removeEventType(context, params.name)),
  ].map(ofEveryStore('Event types concern every store; your access is limited to some.')),
]
