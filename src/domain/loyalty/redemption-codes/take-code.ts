import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { release } from '#domain/ledger/hold.ts'
import { handOverIn } from '#domain/loyalty/gifts/hand-over.ts'
import { readHandOver } from '#domain/loyalty/gifts/hand-over-rows.ts'
import { redeemRewardIn } from '#domain/loyalty/rewards/redeem-reward.ts'
import { readRedemption } from '#domain/loyalty/rewards/redemption-rows.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { type CodeRow, endCode, lettersOf, lockCode, lockTyped, wasTakenBy } from './code-rows.ts'
import type { CodeRim } from './make-code.ts'

/** What a code brought, as the counter says it. */
export type Taken = {
  kind: 'reward' | 'gift'
  /** Of the redemption or the hand-over, by which it is undone. */
  id: string
  customerId: string
  name: string
  sku: string | null
}

type Taking = { code: string; store?: string | undefined; language?: Language | undefined }

/**
 * Redeems what a code stands for, at the till, once: the points that were kept are free for a moment and
 * are redeemed in the same transaction, as everywhere else. Who asks again
 * because the answer was lost is told the same.
 * @param refuse has a last word once it is known whose code it is
 */
export async function takeCode(
  tx: Tx,
  rim: CodeRim & { caller: Caller },
  { code, store, language }: Taking,
  refuse: (tx: Tx, root: string) => Promise<void>,
): Promise<Taken> {
  const now = rim.context.clock.now()
  const letters = lettersOf(code)
  const row = letters === null ? null : await lockTyped(tx, letters)
  if (!row || row.state === 'given_back') throw notFound('redemption_code')
  await refuse(tx, (await rootsOf(tx, [row.customerId])).get(row.customerId)!)
  if (row.state === 'redeemed') return await tellAgain(tx, row, rim.caller, now)
  if (row.expiresAt <= now) {
    throw conflict('redemption_code_over', 'This code has run out. The guest can make a new one.')
  }
  await letGo(tx, row, rim.caller, now)
  const taken = await redeem(tx, rim, row, { store, language })
  await endCode(tx, row, 'redeemed', { targetId: taken.id, now })
  return taken
}

async function redeem(
  tx: Tx,
  rim: CodeRim & { caller: Caller },
  row: CodeRow,
  { store, language }: Omit<Taking, 'code'>,
): Promise<Taken> {
  const asked = {
    ...{ source: 'stammgast code', externalId: row.id, customer: { id: row.customerId } },
    ...(store === undefined ? {} : { store }),
  }
  const { wish } = row
  if (wish.kind === 'reward') {
    const redeeming = { ...asked, reward: wish.reward, language }
    return rewardTaken(row, await redeemRewardIn(tx, rim, redeeming, row.points))
  }
  const { ladder, round, count, article } = wish
  const step = { kind: 'ladder' as const, ladder, round, count }
  return giftTaken(row, await handOverIn(tx, rim, { ...asked, for: step, article }))
}

const answerLostMillis = 60_000

/** Only whoever has just redeemed it: two tills that are shown one code would both hand it over. */
async function tellAgain(tx: Tx, row: CodeRow, caller: Caller, now: Date): Promise<Taken> {
  if (row.targetId === null) throw new Error('a code was redeemed and led to nothing')
  const since = new Date(now.getTime() - answerLostMillis)
  if (!(await wasTakenBy(tx, row, { by: callerKey(caller) ?? '', since }))) throw spent()
  return row.wish.kind === 'reward'
    ? rewardTaken(row, await readRedemption(tx, row.targetId))
    : giftTaken(row, await readHandOver(tx, row.targetId))
}

type Redeemed = { id: string; name: string; article: { sku: string | null } | null }

const rewardTaken = ({ customerId }: CodeRow, { id, name, article }: Redeemed): Taken => ({
  ...{ kind: 'reward', id, customerId, name, sku: article?.sku ?? null },
})

type HandedOver = { id: string; article: { name: string; sku: string | null } }

const giftTaken = ({ customerId }: CodeRow, { id, article }: HandedOver): Taken => ({
  ...{ kind: 'gift', id, customerId, name: article.name, sku: article.sku },
})

/** A guest takes back a code of their own; past its time nothing is kept any more. */
export async function giveBackCode(
  { context }: Pick<CodeRim, 'context'>,
  caller: Caller,
  { customerId, codeId }: { customerId: string; codeId: string },
): Promise<CodeRow> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
    const row = await lockCode(tx, memberIds, codeId)
    if (!row) throw notFound('redemption_code')
    if (row.state === 'redeemed') {
      throw spent()
    }
    if (row.state === 'given_back') return row
    await letGo(tx, row, caller, now)
    await endCode(tx, row, 'given_back', { targetId: null, now })
    return { ...row, state: 'given_back' }
  })
}

const spent = () => conflict('redemption_code_spent', 'The till has taken this code already.')

async function letGo(tx: Tx, row: CodeRow, caller: Caller, now: Date): Promise<void> {
  const { id, customerId, currency, holdAct, expiresAt } = row
  if (holdAct === null || currency === null || expiresAt <= now) return
  await release(
    tx,
    {
      ...{ customerId, currency, hold: holdAct, identity: `code given back ${id}` },
      ...{ store: 0, doneBy: callerKey(caller), reason: { key: 'released.code' } },
    },
    now,
  )
}
