import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { Referral, recordReferral as recordEndpoint } from '#contract/endpoints/referrals.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { customerNamed, customerOf, lockMember } from '#domain/loyalty/customer-named.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { whyNot } from './guard.ts'
import { referrerBy } from './referral-code.ts'
import { readReferral } from './referral-rows.ts'
import { termsAt } from './terms-rows.ts'
import { noteTraits } from './traits.ts'

const dayMillis = 86_400_000

type Recording = Input<typeof recordEndpoint>['body']

/** Records who was brought by whom; one that cannot count with every reason. */
export async function recordReferral(
  { database, clock }: Context,
  { source, externalId, ...recording }: Recording,
): Promise<Referral> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const id = newId()
    const known = await claimAct(tx, 'referral', { source, externalId }, recording, id)
    if (known === null) await write(tx, recording, { id, now })
    return await readReferral(tx, known ?? id)
  })
}

async function write(
  tx: Tx,
  { code, recruit, followedAt: followed, traits }: Omit<Recording, 'source' | 'externalId'>,
  { id, now }: { id: string; now: Date },
): Promise<void> {
  const followedAt = new Date(followed)
  if (followedAt > now) {
    const message = 'A link cannot have been followed in the future.'
    throw malformed('referral_followed_in_future', message, '/followedAt')
  }
  const owner = await referrerBy(tx, code)
  if (owner === null) throw malformed('referral_code_unknown', 'Nobody has this code.', '/code')
  const terms = await termsAt(tx, followedAt)
  if (!terms) throw conflict('referral_not_offered', 'Bringing a customer was worth nothing then.')
  refuseLongAgo(followedAt, terms.withinDays, now)
  const { customerId: referrerId } = await customerOf(tx, owner)
  const { customerId: recruitId, ids } = await lockMember(tx, () => customerNamed(tx, recruit))
  await refuseSecond(tx, ids)
  await noteTraits(tx, recruitId, traits)
  const [reasons = []] = await whyNot(tx, [{ referrerId, recruitId, followedAt, toldAt: now }])
  const isWaiting = reasons.length === 0
  await sql`
    insert into referrals (customer_id, referral_id, referrer_id, followed_at, recorded_at,
      terms_revision, state, waits_for, next_at, reasons, decided_at)
    values (${recruitId}, ${id}, ${referrerId}, ${followedAt}, ${now}, ${terms.revision},
      ${isWaiting ? 'waiting' : 'refused'}, ${isWaiting ? 'purchase' : null},
      ${isWaiting ? now : null}, ${reasons}::text[], ${isWaiting ? null : now})`.execute(tx)
}

/** The time is told by the caller: the earlier it may lie, the more customers would pass as new. */
function refuseLongAgo(followedAt: Date, withinDays: number, now: Date): void {
  if (now.getTime() - followedAt.getTime() <= withinDays * dayMillis) return
  const message = `A link counts for ${withinDays} days, and this one was followed before.`
  throw malformed('referral_followed_too_long_ago', message, '/followedAt')
}

async function refuseSecond(tx: Tx, recruitIds: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select from referrals where customer_id = any(${recruitIds}::uuid[])`.execute(tx)
  if (rows.length === 0) return
  throw conflict('referral_recorded_already', 'This customer was brought by somebody before.')
}
