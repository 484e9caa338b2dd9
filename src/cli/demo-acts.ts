import { sql } from 'kysely'
import { nobody } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import type { Act } from '#demo/acts.ts'
import type { Within } from '#domain/events/record.ts'
import { customerNamed } from '#domain/loyalty/customer-named.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { handOver } from '#domain/loyalty/gifts/hand-over.ts'
import { recordReferral } from '#domain/loyalty/referrals/record-referral.ts'
import { makeReferralCode } from '#domain/loyalty/referrals/referral-code.ts'
import { referralWorker } from '#domain/loyalty/referrals/settle-referrals.ts'
import { redeemReward } from '#domain/loyalty/rewards/redeem-reward.ts'
import { GuessLimit } from '#domain/loyalty/vouchers/guess-limit.ts'
import { issueVoucher } from '#domain/loyalty/vouchers/issue-voucher.ts'
import { redeemVoucher } from '#domain/loyalty/vouchers/redeem-voucher.ts'
import { fixedClock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'

/** A guest who asks too early, or for what ran out, is told so and comes again. */
const notDue: ReadonlySet<string> = new Set([
  'points_insufficient',
  'gift_not_due',
  'gift_out_of_stock',
])

/** Does what the demo's guests do, each at its time. */
export function actsOf(context: Context, within: readonly Within[]): (act: Act) => Promise<void> {
  const counter = new Counter(context, within)
  return (act) =>
    counter.serve(act).catch((error) => {
      if (!(error instanceof Refusal && notDue.has(error.code))) throw error
    })
}

class Counter {
  readonly #context: Context
  readonly #within: readonly Within[]
  readonly #planFor = keptPlan()
  readonly #guesses = new GuessLimit()
  readonly #codes = new Map<string, string>()

  constructor(context: Context, within: readonly Within[]) {
    this.#context = context
    this.#within = within
  }

  async serve(act: Act): Promise<void> {
    const context = { ...this.#context, clock: fixedClock(act.at) }
    const rim = { context, caller: nobody, planFor: this.#planFor }
    const customer = { externalId: act.customer }
    const { externalId, store } = act
    const asked: Asked = { source: 'demo', externalId, ...(store ? { store } : {}) }
    switch (act.kind) {
      case 'reward':
        await redeemReward(rim, { ...asked, customer, reward: act.reward })
        return
      case 'gift':
        await handOver(rim, { ...asked, customer, for: { kind: 'ladder', ladder: 'gifts' } })
        return
      case 'voucher_given':
        await this.#give(context, asked, customer)
        return
      case 'voucher_used':
        await this.#use(context, asked, customer, act)
        return
      case 'brought':
        await bring(context, asked, customer, act.by)
        return
      case 'referrals_paid':
        await referralWorker(context, this.#within).work(new AbortController().signal)
        return
    }
  }

  async #give(context: Context, { source, externalId }: Asked, customer: Guest): Promise<void> {
    const voucherId = await findVoucher(context)
    const issuing = { source, externalId, customer, from: 'new' as const }
    const { code } = await issueVoucher(context, voucherId, issuing)
    this.#codes.set(customer.externalId, code)
  }

  async #use(
    context: Context,
    { store, ...reference }: Asked,
    customer: Guest,
    { amount, purchase }: Extract<Act, { kind: 'voucher_used' }>,
  ): Promise<void> {
    const code = this.#codes.get(customer.externalId)
    if (code === undefined) throw new Error('a voucher was used that was not given')
    // What was paid is what the discount left.
    const cart = {
      amount: Math.round(amount / 0.9),
      shipping: 0,
      otherCodes: [],
      ...(store ? { store } : {}),
    }
    const asking = { context, caller: nobody, guesses: this.#guesses }
    await redeemVoucher(asking, { ...reference, code, customer, cart, purchase })
  }
}

type Asked = { source: string; externalId: string; store?: string }
type Guest = { externalId: string }

async function bring(
  context: Context,
  { source, externalId }: Asked,
  recruit: Guest,
  by: string,
): Promise<void> {
  const { customerId } = await readOnly(context.database, (tx) =>
    customerNamed(tx, { externalId: by }),
  )
  const { code } = await makeReferralCode(context, customerId, {})
  const followedAt = context.clock.now().toISOString()
  await recordReferral(context, { source, externalId, code, recruit, followedAt, traits: {} })
}

/** The only one there is: rewards of the demo give none. */
async function findVoucher({ database }: Context): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select voucher_id as id from vouchers order by created_at limit 1`.execute(database.kysely)
  return rows[0]!.id
}
