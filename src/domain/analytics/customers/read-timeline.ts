import { z } from 'zod'
import { decodeCursor, encodeCursor, instantText, uuid } from '#contract/cursor.ts'
import type { TimelineItem, TimelineView } from '#contract/endpoints/customer-page.ts'
import type { EventType } from '#contract/language/event.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readTimelineEvents } from '#domain/events/timeline-queries.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { readFrame } from '../frame.ts'
import { timelineItemOf } from './timeline-item.ts'

const place = z.strictObject({ occurredAt: instantText, eventId: uuid })

const typesOf: Record<TimelineView, readonly EventType[] | null> = {
  all: null,
  visits: ['purchase', 'return', 'visit'],
  messages: ['contact', 'note', 'review', 'social_interaction', 'newsletter_clicked'],
}

export type TimelineQuery = { show: TimelineView; cursor?: string | undefined; limit: number }

/** One page of what happened with a customer, the latest first. */
export async function readTimeline(
  { database }: Pick<Context, 'database'>,
  customerId: string,
  { show, cursor, limit }: TimelineQuery,
  stores: Caller['stores'],
): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place)
  return await readOnly(database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, customerId, stores)
    const frame = await readFrame(tx)
    const asked = { types: typesOf[show], after, limit: limit + 1 }
    const events = await readTimelineEvents(tx, memberIds, asked)
    const shown = events.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.map((event) => timelineItemOf(event, frame)),
      nextCursor:
        events.length > limit && last
          ? encodeCursor({ occurredAt: last.occurredText, eventId: last.eventId })
          : null,
    }
  })
}
