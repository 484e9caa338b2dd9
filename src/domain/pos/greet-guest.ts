import { sql } from 'kysely'
import type { GuestView } from '#contract/endpoints/pos.ts'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { cardsFor } from '#domain/loyalty/cards/customer-cards.ts'
import { customerOf, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { giftsFor } from '#domain/loyalty/gifts/customer-gifts.ts'
import { balanceOf } from '#domain/loyalty/points/read-balance.ts'
import { meansOf, readOffer, rewardsFor } from '#domain/loyalty/rewards/customer-rewards.ts'
import { dateText } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { paperLeft } from './take-paper-stamps.ts'
import { usualArticle } from './usual-article.ts'

export type Rim = { context: Context; planFor: PlanFor }

/** What is said to a guest at the counter. */
export async function greetGuest(rim: Rim, asked: string, language?: Language): Promise<GuestView> {
  return await readOnly(rim.context.database, (tx) => greetWithin(tx, rim, asked, language))
}

/** The same in one picture with what was asked before. */
export async function greetWithin(
  tx: Tx,
  { context, planFor }: Rim,
  asked: string,
  language?: Language,
): Promise<GuestView> {
  const now = context.clock.now()
  const member = await customerOf(tx, asked)
  const plan = await planFor(tx)
  const { customerId, name, birthday, usual, paper } = await readPerson(tx, member, now)
  const ending = plan?.inForce(now.getTime()).ending?.plan
  const balance = await balanceOf(tx, customerId, async () => plan, { now, language })
  const means = await meansOf(tx, member, balance.points, { planFor: async () => plan, now })
  const offer = await readOffer(tx)
  const reading = async () => ({ means, offer })
  const cards = await cardsFor(tx, balance.points, { now, reading }, language)
  const rewards = await rewardsFor(tx, offer, means, language)
  const gifts = await giftsFor(tx, member, plan, now)
  const ready = rewards.filter((one) => one.redeemable && one.available >= one.price)
  const named = new Map(balance.points.map(({ currency, name: called }) => [currency, called]))
  return {
    ...{ customerId, name, birthday, usual },
    ...(paper && { paper }),
    ...(ending && { ending: lastDaysOf(ending) }),
    tier: balance.tier?.level?.name ?? null,
    privileges: (balance.tier?.level?.privileges ?? [])
      .filter(({ leftThisMonth }) => leftThisMonth !== 0)
      .map(({ text }) => text),
    points: balance.points.map(({ currency, name: called, balance: points }) => ({
      ...{ currency, name: called, balance: points },
    })),
    cards: cards.map(({ name: card, places, filled, full, reward }) => ({
      ...{ name: card, places, filled, fullCards: full, reward: reward?.name ?? '' },
    })),
    redeemable: ready.map(({ key, name: reward, price, currency, gives }) => ({
      ...{ reward: key, name: reward, price, currency: named.get(currency) ?? currency },
      sku: 'article' in gives ? (offer.articles.get(gives.article)?.sku ?? null) : null,
    })),
    gifts: gifts.ladders.flatMap(({ key, name: ladder, due }) =>
      due.map(({ round, count, articles }) => ({
        ...{ ladder: key, name: ladder, round, count },
        articles: articles.map(({ key: article, name: called, sku }) => ({
          ...{ key: article, name: called, sku },
        })),
      })),
    ),
  }
}

const lastDaysOf = ({ collectUntil, redeemUntil }: ProgramEnding) => ({ collectUntil, redeemUntil })

type Person = Pick<GuestView, 'customerId' | 'name' | 'birthday' | 'usual' | 'paper'>

async function readPerson(tx: Tx, { customerId, ids }: Member, now: Date): Promise<Person> {
  const { rows } = await sql<{ name: string | null; birthday: string | null }>`
    select name, right(birthday, 5) as birthday
    from customers left join persons using (customer_id)
    where customer_id = ${customerId}`.execute(tx)
  const [person] = rows
  if (!person) throw notFound('customer')
  const { zone } = await readBusinessTerms({ kysely: tx })
  return {
    customerId,
    name: person.name,
    birthday: birthdayNear(person.birthday, zone.dayOf(now)),
    usual: await usualArticle(tx, ids, now),
    paper: await paperLeft(tx, ids, now),
  }
}

function birthdayNear(birthday: string | null, today: number): GuestView['birthday'] {
  if (birthday === null) return null
  if (dateText(today).endsWith(birthday)) return 'today'
  return dateText(today + 1).endsWith(birthday) ? 'tomorrow' : null
}
