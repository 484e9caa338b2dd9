import type { Input } from '#contract/endpoint.ts'
import type { GiftHandOver, handOverGift as handOverEndpoint } from '#contract/endpoints/gifts.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type Store, storeOf } from '#domain/business/store-of.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { customerNamed, lockMember, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { countHandedOver, isGivenNow, lockBasketGift } from './basket-gifts.ts'
import { chooseArticle } from './choose-article.ts'
import { handedOf, readTaste, standOnLadders } from './due-gifts.ts'
import {
  type Handed,
  type NewHandOver,
  readHanded,
  readHandOver,
  wasGivenFor,
  writeHandOver,
} from './hand-over-rows.ts'
import { movePieces } from './stock.ts'

type HandingOver = Input<typeof handOverEndpoint>['body']
type ForLadder = Extract<HandingOver['for'], { kind: 'ladder' }>
type ForBasket = Extract<HandingOver['for'], { kind: 'basket' }>

type Rim = { context: Context; caller: Caller; planFor: PlanFor }

/** Hands a gift over once, however often the same reference or several people ask for it. */
export async function handOver(rim: Rim, handing: HandingOver): Promise<GiftHandOver> {
  return await transaction(rim.context.database, (tx) => handOverIn(tx, rim, handing))
}

/** The same within a transaction, for whoever does more than that. */
export async function handOverIn(tx: Tx, rim: Rim, handing: HandingOver): Promise<GiftHandOver> {
  const { source, externalId, ...asked } = handing
  const id = newId()
  const known = await claimAct(tx, 'gift', { source, externalId }, asked, id)
  if (known === null) await give(tx, rim, handing, id)
  return await readHandOver(tx, known ?? id)
}

async function give(tx: Tx, rim: Rim, handing: HandingOver, id: string): Promise<void> {
  const store = await storeOf(tx, handing.store, rim.caller.stores)
  const member = await lockMember(tx, () => customerNamed(tx, handing.customer))
  const handed = await readHanded(tx, member.ids)
  const now = rim.context.clock.now()
  const due =
    handing.for.kind === 'ladder'
      ? await stepDue(tx, { rim, member, handed, now }, handing.for)
      : await basketGiftDue(tx, { handed, now }, handing.for)
  const article = await chooseArticle(tx, {
    articles: due.articles,
    wanted: handing.article,
    taste: await readTaste(tx, member),
    received: handed.map((one) => one.article),
  })
  const { of } = due
  const { key, cost } = article
  const line = { id, of, article: key, cost, now, ...actorOf(member, store, rim.caller) }
  await writeHandOver(tx, line)
  if (of.kind === 'basket') await countHandedOver(tx, of.basketGift, 1)
  await movePieces(tx, { ...line, reason: 'handed_over', pieces: -1, cause: id })
}

const actorOf = ({ memberId: customerId }: Member, store: Store | null, caller: Caller) => ({
  customerId,
  storeNumber: store?.number ?? null,
  createdBy: callerKey(caller) ?? '',
})

type Due = { of: NewHandOver['of']; articles: readonly string[] }
type Situation = { rim: Rim; member: Member; handed: readonly Handed[]; now: Date }

async function stepDue(
  tx: Tx,
  { rim, member, handed, now }: Situation,
  { ladder: key, round, count }: ForLadder,
): Promise<Due> {
  const standings = await standOnLadders(tx, member, handed, await rim.planFor(tx), now)
  const standing = standings.find(({ ladder }) => ladder.key === key)
  if (!standing) throw notFound('gift_ladder')
  const { due } = standing.position
  const isMeant = (step: { round: number; count: number }) =>
    (round === undefined || step.round === round - 1) &&
    (count === undefined || step.count === count)
  const step = due.find(isMeant)
  if (step) {
    return { of: { kind: 'ladder', ladder: key, ...stepOf(step) }, articles: step.articles }
  }
  const isNamed = round !== undefined && count !== undefined
  if (isNamed && handedOf(key, handed).some(isMeant)) throw handedOver()
  throw conflict('gift_not_due', 'No gift is due here yet.')
}

const stepOf = ({ round, count }: { round: number; count: number }) => ({ round, count })

const handedOver = () => conflict('gift_handed_over', 'This gift was handed over before.')

async function basketGiftDue(
  tx: Tx,
  { handed, now }: Pick<Situation, 'handed' | 'now'>,
  { basketGift: key, amount, purchase }: ForBasket,
): Promise<Due> {
  const gift = await lockBasketGift(tx, key)
  const { basketMin, perCustomer, articles } = gift.content
  const before = handed.filter(({ basketGift }) => basketGift === key)
  if (!isGivenNow(gift, now)) throw conflict('basket_gift_over', 'This gift is not given now.')
  if (amount < basketMin) {
    throw conflict('basket_too_small', 'The basket is below the value from which it is given.')
  }
  if (await wasGivenFor(tx, key, purchase)) throw handedOver()
  if (perCustomer !== null && before.length >= perCustomer) {
    throw conflict('basket_gift_limit_reached', 'They got it as often as one can.')
  }
  return { of: { kind: 'basket', basketGift: key, purchase }, articles }
}
