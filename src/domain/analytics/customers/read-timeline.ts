import { z } from 'zod'
import { decodeCursor, encodeCursor, instantText, uuid } from '#contract/cursor.ts'
import type { TimelineItem, TimelineView } from '#contract/endpoints/customer-page.ts'
import type { EventType } from '#contract/language/event.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readTimelineEvents } from '#domain/events/timeline-queries.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { type Seen, seeCustomer } from '#domain/profile/see-customer.ts'
import { type Grounds, readGrounds } from '../frame.ts'
import { type Act, readActs } from './timeline-acts.ts'
import { actItemOf, timelineItemOf } from './timeline-item.ts'

const place = z.strictObject({ occurredAt: instantText, id: uuid })

const typesOf: Record<TimelineView, readonly EventType[] | null> = {
  all: null,
  visits: ['purchase', 'return', 'visit'],
  messages: ['contact', 'note', 'review', 'social_interaction', 'newsletter_clicked'],
}

export type TimelineQuery = {
  show: TimelineView
  /** Only this one. */
  event?: string | undefined
  cursor?: string | undefined
  limit: number
}
export type TimelineRim = { context: Pick<Context, 'database' | 'clock'>; planFor: PlanFor }

/** One page of what happened with a customer and what we did, the latest first. */
export async function readTimeline(
  { context, planFor }: TimelineRim,
  customerId: string,
  { show, event, cursor, limit }: TimelineQuery,
  caller: Caller,
): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place)
  const now = context.clock.now()
  return await readOnly(context.database, async (tx) => {
    const seen = await seeCustomer(tx, customerId, caller.stores)
    const frame = await readGrounds(tx)
    // One more than asked for from each side, so that the page is right whoever has the most.
    const asked = { after, limit: limit + 1 }
    const events = await readEvents(tx, seen, { types: typesOf[show], event, ...asked }, frame)
    const acts =
      show === 'all' && event === undefined
        ? await readActs(tx, seen, { caller, planFor, now }, asked)
        : []
    const lines = [...events, ...acts.map((act) => lineOfAct(act, frame))].toSorted(latestFirst)
    const last = lines.length > limit ? lines[limit - 1] : undefined
    return {
      items: lines.slice(0, limit).map(({ item }) => item),
      nextCursor: last ? encodeCursor(last.place) : null,
    }
  })
}

type Line = { place: z.output<typeof place>; item: TimelineItem }

async function readEvents(
  tx: Tx,
  { memberIds }: Seen,
  asked: Parameters<typeof readTimelineEvents>[2],
  frame: Grounds,
): Promise<Line[]> {
  const events = await readTimelineEvents(tx, memberIds, asked)
  return events.map((event) => ({
    place: { occurredAt: event.occurredText, id: event.eventId },
    item: timelineItemOf(event, frame),
  }))
}

const lineOfAct = (act: Act, frame: Grounds): Line => ({
  place: { occurredAt: act.occurredText, id: act.id },
  item: actItemOf(act, frame),
})

/** As the database orders them: both are texts of one length. */
const latestFirst = (one: Line, other: Line) => (keyOf(one) < keyOf(other) ? 1 : -1)
const keyOf = ({ place: { occurredAt, id } }: Line) => `${occurredAt} ${id}`
