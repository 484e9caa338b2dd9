import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { dateText } from '#kernel/calendar.ts'
import { keptPlan, type PlanFor } from '../follow-program.ts'
import type { Plan } from '../program.ts'
import { monthDaysKeptOn } from './birthday.ts'
import {
  birthdayKey,
  birthdaySource,
  findUnsaid,
  lockNextDay,
  saveNextDay,
} from './birthday-rows.ts'
import { givesForBirthdays } from './gives-for-birthdays.ts'

const customersPerStep = 500
/** Who was away for longer said no birthdays in that time. */
const daysBackMax = 366

type Rim = { context: Context; within: readonly Within[]; planFor: PlanFor }

/** Says the birthdays of the day in the log, where a rule gives something for them. */
export function birthdayWorker(context: Context, within: readonly Within[]): Worker {
  const rim = { context, within, planFor: keptPlan() }
  return {
    name: 'birthdays',
    restMillis: 60_000,
    work: async (signal) => {
      const left = await transaction(context.database, (tx) => sayNext(tx, rim))
      return signal.aborted ? 'done' : left
    },
  }
}

/** Some birthdays of the first day that is not yet over with. Today never is: it is asked again. */
async function sayNext(tx: Tx, { context, within, planFor }: Rim): Promise<'more' | 'done'> {
  const plan = await planFor(tx)
  if (!plan) return 'done'
  const now = context.clock.now()
  const today = plan.zone.dayOf(now)
  const day = Math.max(await lockNextDay(tx, today), today - daysBackMax)
  if (day > today) return 'done'
  const unsaid = givesForBirthdays(plan, day) ? await unsaidOn(tx, plan, day, now) : []
  await say(tx, unsaid, { plan, day, within, now })
  if (unsaid.length === customersPerStep) return 'more'
  if (day === today) return 'done'
  await saveNextDay(tx, day + 1)
  return 'more'
}

async function unsaidOn(tx: Tx, plan: Plan, day: number, now: Date): Promise<string[]> {
  const { terms } = plan.inForce(plan.zone.startOf(day).getTime())
  const end = plan.zone.startOf(day + 1)
  return await findUnsaid(tx, {
    monthDays: monthDaysKeptOn(day, terms.leapBirthday),
    // Who tells their birthday only after this year's day has to wait for the next.
    knownBefore: end < now ? end : now,
    year: dateText(day).slice(0, 4),
    limit: customersPerStep,
  })
}

type Saying = { plan: Plan; day: number; within: readonly Within[]; now: Date }

/** As facts of the day's beginning, whenever that is done: late or soon, the same. */
async function say(tx: Tx, customerIds: readonly string[], { plan, day, within, now }: Saying) {
  if (customerIds.length === 0) return
  const occurredAt = plan.zone.startOf(day).toISOString()
  const year = dateText(day).slice(0, 4)
  const events = customerIds.map((id) => ({
    ...{ type: 'birthday' as const, source: birthdaySource, externalId: birthdayKey(year, id) },
    ...{ version: 0, occurredAt, customer: { id } },
  }))
  const outcomes = await recordInto(tx, events, { within, now })
  const refused = outcomes.find(({ status }) => status !== 'accepted')
  if (refused) throw new Error(`a birthday was not recorded: ${JSON.stringify(refused)}`)
}
