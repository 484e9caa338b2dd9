import type { Input } from '#contract/endpoint.ts'
import type { SimulatedLife, simulateCustomer } from '#contract/endpoints/program-previews.ts'
import { type Caller, may } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { notFound } from '#kernel/errors.ts'
import { readLives } from '../follow-program.ts'
import { replayProgram } from '../run-program.ts'
import { withBirthdays } from './birthdays.ts'
import { readDrafted } from './simulate-program.ts'
import { timesThere } from './times-there.ts'
import { datesOf, gainsOf, isWithin } from './window.ts'

type Wish = Input<typeof simulateCustomer>['body']

/** One life under a program that is not in force: what it would have been given, and when. */
export async function simulateOne(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  wish: Wish,
  caller: Caller,
): Promise<SimulatedLife> {
  if (!may(caller, 'customers:read')) throw notFound('customer')
  return await readOnly(database, async (tx) => {
    const customerId = await seeRoot(tx, wish.customerId, caller.stores)
    const { plan, window, presence } = await readDrafted(tx, wish, clock.now())
    const lived = (await readLives(tx, [customerId])).get(customerId)!
    const life = withBirthdays(lived, { plan, window, before: null })
    const facts = life.facts.filter(({ atMillis }) => atMillis <= window.toMillis)
    return {
      ...datesOf(window),
      presence,
      timesThere: timesThere(
        facts.filter(({ atMillis }) => isWithin(window, atMillis)),
        { presence, plan },
      ).map((atMillis) => new Date(atMillis)),
      gains: gainsOf(replayProgram(facts, life.people, plan), window)
        .toSorted((one, other) => one.atMillis - other.atMillis)
        .map(({ atMillis, ...gain }) => ({ at: new Date(atMillis), ...gain })),
    }
  })
}
