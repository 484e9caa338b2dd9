import type { z } from 'zod'
import type { ProgramRevisionView } from '#contract/endpoints/programs.ts'
import { endingNoticeDays, type programEndingInput } from '#contract/language/program-ending.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { dateText, dayMillis } from '#kernel/calendar.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { endRevisionIn, sayRevisionIn } from '../definition/say-revision.ts'
import type { Ending } from '../program.ts'
import { reviveRefused } from '../referrals/revive-refused.ts'
import { readEnding } from './read-ending.ts'

type Wish = z.output<typeof programEndingInput>
type Sayer = { context: Context; caller: Caller }

/** So long before the last instant open points are told that they end. */
export const endsAheadMillis = dayMillis

/** Says, or says anew, when the program ends. Guests read of it at once. */
export async function planEnding(
  { context, caller }: Sayer,
  wish: Wish,
): Promise<ProgramRevisionView> {
  return await transaction(context.database, async (tx) => {
    await holdTerms(tx)
    const now = context.clock.now()
    const { zone, ending } = await readEnding(tx, now)
    refuseUnfair(wish, ending?.plan ?? null, zone.dayOf(now))
    refuseUnderWay(ending, now.getTime(), Number.POSITIVE_INFINITY)
    if (wish.collectUntil !== ending?.plan.collectUntil) await goOnWithReferrals(tx, ending, now)
    return await sayRevisionIn(tx, { now, caller }, (validFrom) => ({
      kind: 'ending',
      content: { validFrom, status: 'active', ...wish },
    }))
  })
}

/** The program goes on. What was booked off when it was over stays booked off. */
export async function withdrawEnding({ context, caller }: Sayer): Promise<ProgramRevisionView> {
  return await transaction(context.database, async (tx) => {
    await holdTerms(tx)
    const now = context.clock.now()
    const { ending } = await readEnding(tx, now)
    if (!ending) throw notFound('program_ending')
    refuseUnderWay(ending, now.getTime(), ending.redeemEndMillis)
    await goOnWithReferrals(tx, ending, now)
    return await endRevisionIn(tx, { now, caller }, { kind: 'ending', key: '' })
  })
}

/**
 * Friends who were late by that end alone have their time again, so that it does not matter when the
 * worker looked. What is over begins anew, without them.
 */
async function goOnWithReferrals(tx: Tx, ending: Ending | null, now: Date): Promise<void> {
  if (!ending || now.getTime() < ending.collectEndMillis) return
  if (now.getTime() >= ending.redeemEndMillis) return
  await reviveRefused(tx, new Date(ending.collectEndMillis), now)
}

/** What was said before may stay: more time to redeem is fair also when collecting is over. */
function refuseUnfair({ collectUntil, redeemUntil }: Wish, said: Wish | null, today: number): void {
  if (collectUntil < dateText(today) && collectUntil !== said?.collectUntil) {
    throw malformed(
      'program_ending_in_past',
      'The last day to collect is today or later.',
      '/collectUntil',
    )
  }
  if (redeemUntil < collectUntil) {
    throw malformed(
      'program_ending_reversed',
      'What was collected on the last day can still be redeemed on it, or later.',
      '/redeemUntil',
    )
  }
  const isLonger = said !== null && redeemUntil >= said.redeemUntil
  if (redeemUntil < dateText(today + endingNoticeDays) && !isLonger) {
    throw malformed(
      'program_ending_too_soon',
      `Guests have at least ${endingNoticeDays} days to redeem from when they can read of it.`,
      '/redeemUntil',
    )
  }
}

/** On its last day the points of an ending are being told that they end. */
function refuseUnderWay(ending: Ending | null, atMillis: number, untilMillis: number): void {
  if (!ending || atMillis < ending.redeemEndMillis - endsAheadMillis) return
  if (atMillis >= untilMillis) return
  throw conflict('program_ending_under_way', 'The program is ending; its last day has begun.')
}
