import {
  type RedemptionCode,
  type RedemptionWish,
  redemptionCodeMinutes,
  redemptionCodesOpenMax,
} from '#contract/endpoints/portal-card.ts'
import { rewardGivenHere } from '#contract/language/reward.ts'
import { type Caller, callerKey, guestOf } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { hold } from '#domain/ledger/hold.ts'
import { customerOf, lockMember, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { readArticlesNamed } from '#domain/loyalty/gifts/article-rows.ts'
import { standOnLadders } from '#domain/loyalty/gifts/due-gifts.ts'
import { readHanded } from '#domain/loyalty/gifts/hand-over-rows.ts'
import { judge, readMeans } from '#domain/loyalty/rewards/customer-rewards.ts'
import { articleOf } from '#domain/loyalty/rewards/define-reward.ts'
import { refusalOf } from '#domain/loyalty/rewards/reason-in-words.ts'
import { readReward } from '#domain/loyalty/rewards/reward-rows.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Language } from '#locales/language.ts'
import { type CodeRow, codeView, insertCode, readCodes } from './code-rows.ts'

export type CodeRim = { context: Context; planFor: PlanFor }
type Wanted = { wish: RedemptionWish; language: Language }

/**
 * Makes a code for the till and keeps its points. Nothing is redeemed by it: the till judges anew when
 * it takes the code. Asked again while it is open the same code is given.
 */
export async function makeCode(
  { context, planFor }: CodeRim,
  caller: Caller,
  { wish, language }: Wanted,
): Promise<RedemptionCode> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const { memberId } = guestOf(caller)
    const member = await lockMember(tx, () => customerOf(tx, memberId))
    const open = (await readCodes(tx, member.ids, now)).filter((row) => isOpen(row, now))
    const same = open.find((row) => isSame(row.wish, wish))
    if (same) return codeView(same, now)
    if (open.length >= redemptionCodesOpenMax) throw tooMany()
    const rim = { planFor, member, now }
    const id = newId()
    const kept =
      wish.kind === 'reward'
        ? await keepPoints(tx, rim, { id, reward: wish.reward, language, caller })
        : await findGift(tx, rim, wish)
    const expiresAt = new Date(now.getTime() + redemptionCodeMinutes * 60_000)
    await insertCode(tx, { id, customerId: member.memberId, wish, expiresAt, ...kept }, now)
    const made = (await readCodes(tx, member.ids, now)).find((row) => row.id === id)
    return codeView(made!, now)
  })
}

const isOpen = ({ state, expiresAt }: CodeRow, now: Date) => state === 'open' && expiresAt > now

function isSame(one: RedemptionWish, other: RedemptionWish): boolean {
  if (one.kind === 'reward') return other.kind === 'reward' && one.reward === other.reward
  return (
    other.kind === 'gift' &&
    one.ladder === other.ladder &&
    one.round === other.round &&
    one.count === other.count &&
    one.article === other.article
  )
}

const tooMany = () =>
  conflict(
    'redemption_codes_too_many',
    `At most ${redemptionCodesOpenMax} codes are open at a time. Use one, or give it back.`,
  )

type Rim = { planFor: PlanFor; member: Member; now: Date }
type Kept = Pick<CodeRow, 'name' | 'currency' | 'points' | 'holdAct'>
type Reward = { id: string; reward: string; language: Language; caller: Caller }

async function keepPoints(
  tx: Tx,
  { planFor, member, now }: Rim,
  { id, reward, language, caller }: Reward,
): Promise<Kept> {
  const defined = await readReward(tx, reward, 'of a stock')
  const { name, currency, price: points, gives } = defined.content
  if (rewardGivenHere(gives)) {
    throw malformed('reward_given_here', 'This one needs no till; redeem it at once.', '/what')
  }
  const key = articleOf(defined.content)
  const [article = null] = key === null ? [] : await readArticlesNamed(tx, [key])
  const verdict = judge(defined, article, await readMeans(tx, member, planFor, now))
  if (verdict.kind === 'refused') throw refusalOf(verdict.reasons, language)
  const { actId } = await hold(
    tx,
    {
      ...{ customerId: member.memberId, currency, points, minutes: redemptionCodeMinutes },
      ...{ identity: `code ${id}`, store: 0, doneBy: callerKey(caller) },
      reason: { key: 'held.code' },
    },
    now,
  )
  return { name, currency, points, holdAct: actId }
}

type Gift = Extract<RedemptionWish, { kind: 'gift' }>

/** Of a gift nothing is kept: a step is due until it was handed over. */
async function findGift(tx: Tx, { planFor, member, now }: Rim, wish: Gift): Promise<Kept> {
  const handed = await readHanded(tx, member.ids)
  const standings = await standOnLadders(tx, member, handed, await planFor(tx), now)
  const standing = standings.find(({ ladder }) => ladder.key === wish.ladder)
  if (!standing) throw notFound('gift_ladder')
  const step = standing.position.due.find(
    ({ round, count }) => round === wish.round - 1 && count === wish.count,
  )
  if (!step) throw conflict('gift_not_due', 'No gift is due here yet.')
  const [article] = await readArticlesNamed(
    tx,
    step.articles.filter((key) => key === wish.article),
  )
  if (!article) {
    throw malformed('gift_article_not_offered', 'This is not one of the gifts.', '/what/article')
  }
  return { name: article.name, currency: null, points: 0, holdAct: null }
}
