import pino from 'pino'
import type { Context } from '#database/context.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase } from './database.ts'

export type World = {
  context: Context
  /** Records events in the form of the contract and expects each to be accepted. */
  record(events: readonly object[]): Promise<void>
  /** Lets it stand as it is and gives the name of its database, for others to begin with. */
  leave(): Promise<string>
  close(): Promise<void>
}

/** A business on a database of its own: an empty one, or a copy of one that was left. */
export async function freshWorld(now = '2026-11-21T12:00:00Z', begun?: string): Promise<World> {
  const database = await freshDatabase(begun)
  const context = { database, clock: fixedClock(now), log: pino({ level: 'silent' }) }
  const leave = async () => {
    await database.leave()
    return database.name
  }
  return {
    ...{ context, leave },
    record: (events) => record(context, events),
    close: () => database.close(),
  }
}

async function record(context: Context, events: readonly object[]): Promise<void> {
  for (let start = 0; start < events.length; start += 1000) {
    const batch = events.slice(start, start + 1000)
    const outcomes = await recordEvents(context, [updateProfiles], batch)
    const other = outcomes.find((outcome) => outcome.status !== 'accepted')
    if (other) throw new Error(`not accepted: ${JSON.stringify(other)}`)
  }
}

let made = 0

/** A purchase at noon in Berlin; amounts in minor units; without a customer it is anonymous. */
export const purchase = (
  day: string,
  externalId: string | null,
  amount: number,
  more: object = {},
) => ({
  type: 'purchase',
  source: 'test',
  externalId: `purchase-${++made}`,
  occurredAt: `${day}T11:00:00Z`,
  ...(externalId === null ? {} : { customer: { externalId } }),
  amount,
  ...more,
})

export const returned = (
  day: string,
  externalId: string | null,
  amount: number,
  more: object = {},
) => ({
  ...purchase(day, externalId, amount, more),
  type: 'return',
})
