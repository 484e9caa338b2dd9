import type { CustomerInput } from '#contract/endpoints/customers.ts'
import { type EventInput, eventsPerBatchMax } from '#contract/language/event.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { conflict } from '#kernel/errors.ts'
import { type Act, type Guests, othersOf, regularsOf } from './acts.ts'
import { anonymousReceipts } from './anonymous.ts'
import { type DemoCompany, demoCompanies } from './companies.ts'
import type { Person } from './person.ts'
import { stores } from './places.ts'
import { type DemoProgram, demoProgram } from './program.ts'
import { business, type WorldOptions, world } from './world.ts'

/** The verbs of the house that a demo is put in through; the command line binds them. */
export type House = {
  /** Nothing was ever put in: no customer, no event, no store. */
  isEmpty: () => Promise<boolean>
  openBusiness: (settings: typeof business) => Promise<void>
  openStore: (store: { code: string; name: string }) => Promise<void>
  /** Says the program, backdated; one that was said stays as it is. */
  beginProgram: (program: DemoProgram) => Promise<void>
  /** Makes customers known, all or none; those who are known stay as they are. */
  addCustomers: (customers: readonly CustomerInput[]) => Promise<void>
  /** Makes an office known, with its people and contracts; one that is known stays as it is. */
  addCompany: (company: DemoCompany) => Promise<void>
  /** Records up to 1,000 events, as if at that time; else now. @returns the reasons of refusals */
  record: (events: readonly EventInput[], at?: Date) => Promise<readonly string[]>
  /** Does this at its time, unless it is not due. */
  act: (act: Act) => Promise<void>
}

export type Progress = { customers: number; events: number; share: number }
export type Filled = WorldOptions & { customers: number; events: number; stores: number }

type FillOptions = {
  onProgress?: (progress: Progress) => void
  /** Aborting stops between two batches. */
  signal?: AbortSignal
  /** Goes on with a demo that was stopped: everything that is in counts once. */
  resume?: boolean
}

/** Who knows customers from anonymous receipts also knows that these are the larger part. */
const shareOfCustomers = 0.45

/** As many as are looked at together: their facts lie in memory. */
const guestsAtATime = 250

/**
 * Fills an empty database with one world, through the same verbs as any other input.
 * @throws Refusal `database_not_empty`, the signal's reason
 */
export async function fillDemo(
  house: House,
  options: WorldOptions,
  { onProgress, signal, resume = false }: FillOptions = {},
): Promise<Filled> {
  if (!resume && !(await house.isEmpty())) throw databaseNotEmpty()
  await house.openBusiness(business)
  for (const { code, name } of stores) await house.openStore({ code, name })
  await house.beginProgram(demoProgram(options))
  const fill = new Fill(house, options, onProgress, signal)
  // Two connections: while the database writes one batch, the next one is made.
  await fill.sideBySide(fill.putCustomersIn(), fill.putReceiptsIn())
  return { ...options, events: fill.events, stores: stores.length }
}

export const databaseNotEmpty = () =>
  conflict(
    'database_not_empty',
    'The demo fills an empty database only; this one already holds customers, purchases or stores.',
  )

class Fill {
  events = 0
  #customers = 0
  #days = 0
  #failure: { reason: unknown } | null = null
  readonly #house: House
  readonly #options: WorldOptions
  readonly #onProgress: FillOptions['onProgress']
  readonly #signal: AbortSignal | undefined

  constructor(
    house: House,
    options: WorldOptions,
    onProgress: FillOptions['onProgress'],
    signal: AbortSignal | undefined,
  ) {
    this.#house = house
    this.#options = options
    this.#onProgress = onProgress
    this.#signal = signal
  }

  /** Ends when both have ended: where one fails, the other stops at its next batch. */
  async sideBySide(...ways: Promise<void>[]): Promise<void> {
    const fail = (reason: unknown) => {
      this.#failure ??= { reason }
    }
    await Promise.all(ways.map((way) => way.catch(fail)))
    if (this.#failure) throw this.#failure.reason
  }

  async putCustomersIn(): Promise<void> {
    const shared = world(this.#options)
    await this.#putIn(regularsOf(shared))
    for (const company of demoCompanies(this.#options)) await this.#house.addCompany(company)
    for (const others of othersOf(shared, guestsAtATime)) await this.#putIn(others)
  }

  /**
   * What was before the program comes guest after guest, so that a batch touches few of them; the rest as
   * time passed: what is spent was there by then, and each month's books hold what was given in it.
   */
  async #putIn({ guests, before, steps }: Guests): Promise<void> {
    await this.#house.addCustomers(guests.map(({ person }) => customerInput(person)))
    this.#customers += guests.length
    await this.#recordAll(await this.#record([...before()]))
    for (const { facts, at, act } of steps()) {
      await this.#recordAll(await this.#record(facts, at), at)
      if (act) await this.#house.act(act)
    }
  }

  async putReceiptsIn(): Promise<void> {
    let facts: EventInput[] = []
    const shared = world(this.#options)
    for (const day of anonymousReceipts(shared)) {
      facts.push(...day.facts)
      this.#days = day.day + 1 - shared.times.firstDay
      if (facts.length >= eventsPerBatchMax) facts = await this.#record(facts)
    }
    await this.#recordAll(facts)
  }

  /** Records full batches. @returns what is left over */
  async #record(facts: readonly EventInput[], at?: Date): Promise<EventInput[]> {
    let from = 0
    for (; facts.length - from >= eventsPerBatchMax; from += eventsPerBatchMax) {
      await this.#recordAll(facts.slice(from, from + eventsPerBatchMax), at)
    }
    return facts.slice(from)
  }

  async #recordAll(facts: readonly EventInput[], at?: Date): Promise<void> {
    this.#signal?.throwIfAborted()
    if (this.#failure) throw this.#failure.reason
    if (facts.length === 0) return
    const [refusal] = await this.#house.record(facts, at)
    if (refusal !== undefined) throw new Error(`an event of the demo was refused: ${refusal}`)
    this.events += facts.length
    this.#onProgress?.({ customers: this.#customers, events: this.events, share: this.#share() })
  }

  #share(): number {
    const { from, to, customers } = this.#options
    const days = dayNumber(to) - dayNumber(from)
    return Math.min(
      1,
      (shareOfCustomers * this.#customers) / customers +
        ((1 - shareOfCustomers) * this.#days) / days,
    )
  }
}

function customerInput(person: Person): CustomerInput {
  const { externalId, cardNumber, email, phone, name, language, birthday, tags } = person
  return {
    identities: [
      { kind: 'external_id', value: externalId },
      ...(cardNumber === null ? [] : [{ kind: 'card_number' as const, value: cardNumber }]),
      ...(email === null ? [] : [{ kind: 'email' as const, value: email }]),
      ...(phone === null ? [] : [{ kind: 'phone' as const, value: phone }]),
    ],
    name,
    language,
    ...(birthday === null ? {} : { birthday }),
    attributes: {},
    tags,
  }
}
