import { sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, instantText, uuid } from '#contract/cursor.ts'
import type { Reply } from '#contract/endpoint.ts'
import type { readCompanyTimeline as timelineEndpoint } from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { timelineItemOf } from '#domain/analytics/customers/timeline-item.ts'
import { type Frame, readFrame } from '#domain/analytics/frame.ts'
import { readContacts } from '#domain/customers/companies/contact-rows.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { readTimelineEvents } from '#domain/events/timeline-queries.ts'
import type { Seen } from '#domain/profile/see-customer.ts'
import { todayIn, visibleOf } from './company-contacts.ts'
import { seeCompany } from './see-company.ts'

type Page = Reply<typeof timelineEndpoint>

const place = z.strictObject({ occurredAt: instantText, id: uuid })

/** Whose streams they are, and on which days they count. */
type Stream = { memberId: string; rootId: string; from: string | null; to: string | null }

/** One page of what happened with a company and its contacts, the latest first. */
export async function readCompanyTimeline(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  companyId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  caller: Caller,
): Promise<Page> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place)
  return await readOnly(database, async (tx) => {
    const seen = await seeCompany(tx, companyId, caller)
    const frame = await readFrame(tx)
    const streams = await streamsOf(tx, seen, await todayIn(tx, clock.now()), caller)
    const events = await readTimelineEvents(
      tx,
      [...new Set(streams.map(({ memberId }) => memberId))],
      { types: null, after, limit: limit + 1, belongs: withinDays(streams, frame) },
    )
    const rootOf = new Map(streams.map(({ memberId, rootId }) => [memberId, rootId]))
    const names = await nameCustomers(tx, [...new Set(rootOf.values())])
    const shown = events.slice(0, limit)
    const last = events.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map((event) => ({
        ...timelineItemOf(event, frame),
        customer: names.get(rootOf.get(event.memberId)!)!,
      })),
      nextCursor: last ? encodeCursor({ occurredAt: last.occurredText, id: last.eventId }) : null,
    }
  })
}

async function streamsOf(
  tx: Tx,
  { customerId: companyId, memberIds }: Seen,
  today: string,
  caller: Caller,
): Promise<Stream[]> {
  const own = memberIds.map((memberId) => ({ memberId, rootId: companyId, from: null, to: null }))
  const all = await readContacts(tx, { companyId }, today)
  const contacts = await visibleOf(tx, companyId, all, caller)
  const members = await membersOf(
    tx,
    contacts.map(({ customerId }) => customerId),
  )
  const theirs = contacts.flatMap(({ customerId: rootId, from, to }) =>
    members.get(rootId)!.map((memberId) => ({ memberId, rootId, from, to })),
  )
  return [...own, ...theirs]
}

const withinDays = (streams: readonly Stream[], { zone }: Frame) => sql`exists (
  select from unnest(
    ${streams.map(({ memberId }) => memberId)}::uuid[],
    ${streams.map(({ from }) => from)}::date[],
    ${streams.map(({ to }) => to)}::date[]
  ) as stream (member_id, from_day, to_day)
  where member_id = counted.customer_id
    and (occurred_at at time zone ${zone.name})::date
      between coalesce(from_day, '-infinity') and coalesce(to_day, 'infinity')
)`
