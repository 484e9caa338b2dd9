import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import type { LoggedEvent } from '#domain/events/fact.ts'
import type { NewEvent } from '#domain/events/log.ts'
import {
  type Change,
  type Expected,
  type Stream,
  type Within,
  whileAsking,
} from '#domain/events/record.ts'
import { loadAllTerms, type Terms } from '#domain/events/terms.ts'
import { shardOf } from '#kernel/ids.ts'
import { type Contribution, contributionOf, isSilent } from './contribution.ts'
import { addDayRows, type DayRows } from './day-rows.ts'
import { addingNewestDays, DayBegins, type NewestPurchase } from './newest-day.ts'
import { apply, type Profile, tiesWithFirst } from './profile.ts'
import { replay } from './replay.ts'
import { type CustomerDay, lockProfiles, saveProfiles, takeCustomerDays } from './rows.ts'
import { StoreDays } from './store-days.ts'
import { readEvents } from './streams.ts'

/**
 * The profile's part in intake: adds fresh events directly where that is certain to equal the
 * replay, and replays the customers for whom it is not.
 */
export const updateProfiles: Within = Object.assign(
  async (tx: Tx, change: Change) =>
    write(tx, change, gather(change, await overruledBy(tx, change))),
  {
    foresee: async (_: Tx, { fresh, terms }: Expected) => {
      await whileAsking()
      const foreseen = gather({ fresh, terms }, [])
      return (tx: Tx, change: Change) =>
        change.fresh.length === fresh.length && change.overruled.length === 0
          ? write(tx, change, foreseen)
          : updateProfiles(tx, change)
    },
  },
)

type Gathered = {
  work: Work
  newest: readonly NewestPurchase[]
  addingNewest: ReturnType<typeof addingNewestDays> | null
}

function gather(
  { fresh, terms }: Pick<Change, 'fresh' | 'terms'>,
  overruled: readonly Stream[],
): Gathered {
  const work = new Work(terms)
  for (const { customerId, anonymous } of overruled) work.replayLater(customerId, anonymous)
  for (const event of fresh) work.take(event)
  const newest = work.newestPurchases()
  const addingNewest =
    newest.length > 0 ? addingNewestDays(newest, work.storeDays.take(), shardFor(fresh)) : null
  return { work, newest, addingNewest }
}

async function overruledBy(tx: Tx, { overruled }: Change): Promise<Stream[]> {
  const named = overruled.filter((stream) => !stream.anonymous)
  const roots = await rootsOf(
    tx,
    named.map((stream) => stream.customerId),
  )
  return overruled.map(({ customerId, anonymous }) => ({
    customerId: roots.get(customerId) ?? customerId,
    anonymous,
  }))
}

async function write(tx: Tx, change: Change, { work, newest, addingNewest }: Gathered) {
  if (addingNewest) {
    const { rows } = await addingNewest.execute(tx)
    work.settleNewest(newest, new Set(rows.map((row) => row.customer_id)))
    if (!work.isLeft()) return
  }
  work.applyDirectly(await lockProfiles(tx, work.customers()))
  if (work.needsReplay()) await replayStreams(tx, work, change.written)
  await saveProfiles(
    tx,
    work.profiles,
    work.customerDays(),
    work.storeDays.take(),
    shardFor(change.fresh),
  )
}

async function replayStreams(tx: Tx, work: Work, written: ReadonlySet<string>): Promise<void> {
  const terms = await loadAllTerms(tx)
  const before = await takeCustomerDays(tx, work.replayed())
  for (const row of before) work.storeDays.add('known', row, -1)
  const eventsOf = await readEvents(tx, work.replayed(), work.replayedGuests())
  for (const root of work.replayed()) work.takeReplayed(root, replay(eventsOf(root), terms))
  for (const guest of work.replayedGuests()) work.takeGuest(eventsOf(guest), written, terms)
}

const shardFor = ([first]: readonly NewEvent[]) => (first ? shardOf(first.eventId) : 0)

const byCustomer = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

/** What one transaction does to profiles, gathered before anything is written. */
class Work {
  readonly profiles = new Map<string, Profile>()
  readonly storeDays = new StoreDays()
  readonly #terms: Terms
  readonly #direct = new Map<string, Contribution[]>()
  readonly #days = new Map<string, DayRows>()
  readonly #replay = new Set<string>()
  readonly #guests = new Set<string>()

  constructor(terms: Terms) {
    this.#terms = terms
  }

  replayLater(root: string, anonymous: boolean): void {
    if (anonymous) this.#guests.add(root)
    else this.#replay.add(root)
  }

  take(event: NewEvent): void {
    const { root } = event
    if (isSilent(event)) return
    const linked = event.type === 'return' && event.payload.purchase !== undefined
    if (event.anonymous) {
      if (linked || this.#guests.has(event.customerId)) this.#guests.add(event.customerId)
      else this.#countReceipts('anonymous', contributionOf(event, this.#terms))
      return
    }
    if (linked) this.#replay.add(root)
    const contribution = contributionOf(event, this.#terms)
    const known = this.#direct.get(root)
    if (known) known.push(contribution)
    else this.#direct.set(root, [contribution])
  }

  /**
   * What may be the first purchase of its customer on a day after all that are known. By customer:
   * rows that are written in the order of their index find its pages warm.
   */
  newestPurchases(): NewestPurchase[] {
    const begins = new DayBegins(this.#terms.zone)
    const newest: NewestPurchase[] = []
    for (const [customerId, contributions] of [...this.#direct].sort(byCustomer)) {
      const [contribution] = contributions
      if (contributions.length > 1 || contribution?.kind !== 'purchase') continue
      const dayBegins = begins.of(contribution.day)
      if (this.#replay.has(customerId) || dayBegins === null) continue
      const rows: DayRows = new Map()
      addDayRows(rows, contribution)
      newest.push({ customerId, contribution, dayBegins, days: [...rows.values()] })
    }
    return newest
  }

  settleNewest(newest: readonly NewestPurchase[], left: ReadonlySet<string>): void {
    for (const { customerId } of newest) {
      if (!left.has(customerId)) this.#direct.delete(customerId)
    }
  }

  isLeft = () => this.#direct.size > 0 || this.needsReplay()

  customers(): string[] {
    return [...new Set([...this.#direct.keys(), ...this.#replay])].sort()
  }

  /** Adds to the locked profiles what can be added in any order. */
  applyDirectly(locked: Map<string, Profile>): void {
    for (const [root, contributions] of this.#direct) {
      const profile = locked.get(root)
      if (!profile) throw new Error(`customer ${root} has no profile`)
      if (this.#replay.has(root) || !this.#canApply(profile, contributions)) {
        this.#replay.add(root)
        continue
      }
      const days: DayRows = new Map()
      for (const contribution of contributions) {
        apply(profile, contribution)
        addDayRows(days, contribution)
        this.#countReceipts('known', contribution)
      }
      this.profiles.set(root, profile)
      this.#days.set(root, days)
    }
  }

  needsReplay = () => this.#replay.size + this.#guests.size > 0
  replayed = () => [...this.#replay].sort()
  replayedGuests = () => [...this.#guests]

  takeReplayed(root: string, { profile, days }: { profile: Profile; days: DayRows }): void {
    this.profiles.set(root, profile)
    this.#days.set(root, days)
    for (const row of days.values()) this.storeDays.add('known', row)
  }

  /** A guest has no rows of its own: what was counted before follows from the log before. */
  takeGuest(events: readonly LoggedEvent[], written: ReadonlySet<string>, terms: Terms): void {
    const before = events.filter((event) => !written.has(event.eventId))
    for (const row of replay(before, terms).days.values()) this.storeDays.add('anonymous', row, -1)
    for (const row of replay(events, terms).days.values()) this.storeDays.add('anonymous', row)
  }

  customerDays(): CustomerDay[] {
    return [...this.#days].flatMap(([customerId, rows]) =>
      [...rows.values()].map((row) => ({ customerId, ...row })),
    )
  }

  #canApply(profile: Profile, contributions: readonly Contribution[]): boolean {
    const purchases = contributions.filter((contribution) => contribution.kind === 'purchase')
    if (purchases.length > 0 && profile.openReturns > 0) return false
    const instants = new Set(purchases.map((contribution) => contribution.at.getTime()))
    return (
      instants.size === purchases.length &&
      !purchases.some((contribution) => tiesWithFirst(profile, contribution))
    )
  }

  #countReceipts(kind: 'known' | 'anonymous', contribution: Contribution): void {
    const rows: DayRows = new Map()
    addDayRows(rows, contribution)
    for (const row of rows.values()) this.storeDays.add(kind, row)
  }
}
