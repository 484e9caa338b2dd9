import type { ChangeMessageType, WebhookType } from '#contract/language/webhook-type.ts'
import type { BookAccount } from '#domain/ledger/book-account.ts'
import { publicId } from '#kernel/ids.ts'
import { type News, ranks } from './read-news.ts'

/** What is to be told, before it has an id. `data` names customers by our id alone. */
export type Told = {
  type: WebhookType
  customerId: string | null
  /** What shares one arrives in order. */
  stream: string | null
  isImported: boolean
  xid: string
  occurredAt: Date
  data: Readonly<Record<string, unknown>>
}

/** @param rootOf the customer each counts for by now */
export function composeMessages(news: readonly News[], rootOf: (id: string) => string): Told[] {
  return foldCustomers(news).flatMap((one) => {
    const root = one.customerId === null ? null : rootOf(one.customerId)
    const isGuest = one.isGuest && root === one.customerId
    const shared = {
      customerId: root,
      stream: root,
      isImported: one.isImported,
      xid: one.xid,
      occurredAt: one.occurredAt,
    }
    const customer = root === null || isGuest ? null : { id: publicId('cus', root) }
    return partsOf(one).map(({ type, data }) => ({ ...shared, type, data: { customer, ...data } }))
  })
}

type Part = Pick<Told, 'type' | 'data'>

function partsOf(news: News): Part[] {
  switch (news.rank) {
    case ranks.log:
      return [eventPart(news)]
    case ranks.books:
      return entryParts(news)
    default:
      return [changePart(news)]
  }
}

function eventPart({ type, content }: News): Part {
  const { id, source, externalId, version, payload, ...rest } = content
  const key = { source, externalId, version }
  switch (type) {
    case 'superseded':
    case 'import_taken_back':
      return { type: 'event.withdrawn', data: { event: { ...key, reason: type } } }
    case 'customers_merged':
      return { type: 'customer.merged', data: merged(payload) }
    case 'customers_parted':
      return { type: 'customer.parted', data: merged(payload) }
    default:
      return {
        // All other rows of the log have the type of an event.
        type: `event.${type}` as WebhookType,
        data: {
          event: { id: idOf('evt', id), type, ...key, ...rest, ...(payload as object) },
        },
      }
  }
}

/** Who is named by `customer` is the one that counts for both, or no longer does. */
function merged(payload: unknown): Part['data'] {
  const { kind, from } = payload as { kind: string; from: string }
  return { other: { id: from }, kind }
}

type Movement = { from: BookAccount; to: BookAccount; points: number }

/** One line of the books may say several things: each becomes one message. */
function entryParts({ content, position }: News): Part[] {
  const { currency, movements, balance, correction, store, eventId, actId, act, bookedAt } = content
  const byType = Map.groupBy(movements as Movement[], typeOfMovement)
  return [...byType].map(([type, own]) => ({
    type,
    data: {
      currency,
      points: own.reduce((sum, { points }) => sum + points, 0),
      ...(type === 'points.transferred' && { direction: directionOf(own) }),
      balance,
      sequence: position,
      correction,
      store,
      bookedAt,
      eventId: idOf('evt', eventId),
      act: actId === null ? null : { id: idOf('act', actId), kind: act },
    },
  }))
}

const directionOf = (movements: readonly Movement[]) =>
  movements.some(({ from }) => from === 'transferred') ? 'in' : 'out'

const sources: readonly BookAccount[] = ['issued', 'goodwill', 'opening']
const own: readonly BookAccount[] = ['available', 'pending', 'held']

function typeOfMovement({ from, to }: Movement): ChangeMessageType {
  if (from === 'transferred' || to === 'transferred') return 'points.transferred'
  if (to === 'redeemed' || to === 'donated') return 'points.spent'
  if (to === 'expired') return 'points.expired'
  if (from === 'redeemed' || from === 'donated' || from === 'expired') return 'points.returned'
  if (sources.includes(to)) return 'points.reversed'
  if (sources.includes(from) && own.includes(to)) return 'points.granted'
  if (from === 'pending' && to === 'available') return 'points.available'
  if (to === 'held') return 'points.held'
  if (from === 'held' && own.includes(to)) return 'points.released'
  return 'points.adjusted'
}

const prefixes: Readonly<Record<string, string>> = {
  voucher: 'vou',
  handOver: 'gho',
  claim: 'xcl',
}

/** Changes keep ids as the database has them. */
function changePart({ type, content }: News): Part {
  const redemption = type.startsWith('reward') ? 'rre' : 'vre'
  const cancels = type.startsWith('gift') ? 'gho' : type.startsWith('extra') ? 'xcl' : redemption
  const prefixOf: Readonly<Record<string, string>> = {
    ...prefixes,
    redemption,
    reverses: redemption,
    cancels,
  }
  const data = Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => name !== 'issue')
      .map(([name, value]) => {
        const prefix = prefixOf[name]
        return prefix === undefined ? [name, value] : [`${name}Id`, idOf(prefix, value)]
      }),
  )
  // The triggers write exactly these names.
  return { type: type as ChangeMessageType, data }
}

const idOf = (prefix: string, id: unknown): string | null =>
  typeof id === 'string' ? publicId(prefix, id) : null

const foldedTypes: ReadonlySet<string> = new Set(['customer.created', 'customer.updated'])

/** What one transaction changed of a customer is one message; of a new one all is new. */
function foldCustomers(news: readonly News[]): News[] {
  const folded = new Map<string, News>()
  return news.filter((one) => {
    if (one.rank !== ranks.changes || !foldedTypes.has(one.type)) return true
    const key = `${one.xid} ${one.customerId}`
    const first = folded.get(key)
    if (!first) {
      folded.set(key, one)
      return true
    }
    if (one.type === 'customer.created') first.type = one.type
    first.content = first.type === 'customer.created' ? {} : { changed: union(first, one) }
    return false
  })
}

const changedIn = ({ content }: News) => (content.changed ?? []) as string[]
const union = (one: News, other: News) => [...new Set([...changedIn(one), ...changedIn(other)])]
