import type { CustomerBalance } from '#contract/endpoints/points.ts'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { type Account, emptyAccount } from '#domain/ledger/account.ts'
import {
  type CurrencyRevision,
  currenciesAt,
  readCurrencies,
} from '#domain/ledger/read-currencies.ts'
import { settledRoots } from '#domain/ledger/read-standings.ts'
import { standingOf } from '#domain/ledger/standing.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import type { Language } from '#locales/language.ts'
import { currentState } from '../current-state.ts'
import { customerNamed } from '../customer-named.ts'
import { withExtrasLeft } from '../extras/left-this-month.ts'
import type { PlanFor } from '../follow-program.ts'
import type { Plan } from '../program.ts'
import { readTerms } from '../vouchers/terms.ts'
import { readMoneyCurrency, worthOf } from '../worth.ts'
import { ladderStandingsOf, tierStandingOf } from './standings.ts'

type Rim = { context: Context; planFor: PlanFor }

export async function readBalance(
  { context, planFor }: Rim,
  customerId: string,
  language?: Language,
): Promise<CustomerBalance> {
  const asked = { now: context.clock.now(), language }
  return await readOnly(context.database, async (tx) => {
    return await balanceOf(tx, await seeRoot(tx, customerId, null), planFor, asked)
  })
}

/** The same for whoever a card number or another identity names. */
export async function findBalance(
  { context, planFor }: Rim,
  reference: CustomerReference,
  language?: Language,
): Promise<CustomerBalance> {
  const asked = { now: context.clock.now(), language }
  return await readOnly(context.database, async (tx) => {
    const found = await customerNamed(tx, reference)
    return await balanceOf(tx, found.customerId, planFor, asked)
  })
}

type Asked = { now: Date; language: Language | undefined }

/** What a customer has now. */
export async function balanceOf(
  tx: Tx,
  customerId: string,
  planFor: PlanFor,
  { now, language }: Asked,
): Promise<CustomerBalance> {
  const plan = await planFor(tx)
  const state = plan && (await currentState(tx, customerId, plan))
  const words = plan && hasPrivileges(plan, now) ? await wordsIn(tx, language, now) : 'de'
  const standing = state && tierStandingOf(state, plan, now, words)
  return {
    customerId,
    asOf: now,
    points: await pointsOf(tx, customerId, now),
    tier: standing && (await withExtrasLeft(tx, standing, customerId, { zone: plan!.zone, now })),
    giftLadders: state ? ladderStandingsOf(state, plan, now) : [],
  }
}

const hasPrivileges = (plan: Plan, now: Date) =>
  plan.inForce(now.getTime()).tiers?.levels.some(({ privileges }) => privileges.length > 0)

const wordsIn = async (tx: Tx, language: Language | undefined, now: Date) =>
  language ?? (await readTerms(tx, now)).language

async function pointsOf(tx: Tx, customerId: string, now: Date): Promise<CustomerBalance['points']> {
  const currencies = currenciesAt(await readCurrencies(tx), now)
  if (currencies.size === 0) return []
  const money = await readMoneyCurrency(tx)
  const settled = await settledRoots(tx, [customerId], now)
  const accounts = new Map(settled.map(({ kept }) => [kept.currency, kept.account]))
  return [...currencies.values()].map((terms) =>
    fullBalanceOf(accounts.get(terms.currency) ?? emptyAccount(), terms, money),
  )
}

function fullBalanceOf(
  account: Account,
  { currency, name, value }: CurrencyRevision,
  money: string,
): CustomerBalance['points'][number] {
  const standing = standingOf(currency, account)
  const lots = [...account.lots.values()].filter(({ open }) => open > 0)
  return {
    ...standing,
    name,
    worth: worthOf(standing.balance, value, money),
    expiresNext: soonest(
      lots.map(({ open, expiresAt }) => ({ points: open, atMillis: expiresAt })),
    ),
    availableNext: soonest(
      lots
        .filter(({ pending }) => pending)
        .map(({ open, availableAt }) => ({ points: open, atMillis: availableAt })),
    ),
  }
}

/** What comes first, all that comes at that instant together. */
function soonest(coming: readonly { points: number; atMillis: number | null }[]) {
  const instants = coming.flatMap(({ atMillis }) => atMillis ?? [])
  if (instants.length === 0) return null
  const first = instants.reduce((least, one) => Math.min(least, one))
  const points = coming
    .filter(({ atMillis }) => atMillis === first)
    .reduce((sum, one) => sum + one.points, 0)
  return { points, at: new Date(first) }
}
