import { sql } from 'kysely'
import type { GuestView } from '#contract/endpoints/pos.ts'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { customerCards } from '#domain/loyalty/cards/customer-cards.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { readArticlesNamed } from '#domain/loyalty/gifts/article-rows.ts'
import { customerGifts } from '#domain/loyalty/gifts/customer-gifts.ts'
import { readBalance } from '#domain/loyalty/points/read-balance.ts'
import { customerRewards } from '#domain/loyalty/rewards/customer-rewards.ts'
import { dateText } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { paperLeft } from './take-paper-stamps.ts'
import { usualArticle } from './usual-article.ts'

export type Rim = { context: Context; planFor: PlanFor }

/** What is said to a guest at the counter. */
export async function greetGuest(
  { context, planFor }: Rim,
  asked: string,
  language?: Language,
): Promise<GuestView> {
  const now = context.clock.now()
  const { person, plan } = await readOnly(context.database, async (tx) => ({
    person: await readPerson(tx, asked, now),
    plan: await planFor(tx),
  }))
  const { customerId, name, birthday, usual, paper } = person
  const ending = plan?.inForce(now.getTime()).ending?.plan
  const [balance, cards, rewards, gifts] = await Promise.all([
    readBalance({ context, planFor }, customerId, language),
    customerCards(context, planFor, customerId, language),
    customerRewards(context, planFor, customerId, language),
    customerGifts(context, planFor, customerId),
  ])
  const ready = rewards.items.filter((one) => one.redeemable && one.available >= one.price)
  const skus = await readSkus(context, ready)
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
    cards: cards.items.map(({ name: card, places, filled, full, reward }) => ({
      ...{ name: card, places, filled, fullCards: full, reward: reward?.name ?? '' },
    })),
    redeemable: ready.map(({ key, name: reward, price, currency, gives }) => ({
      ...{ reward: key, name: reward, price, currency: named.get(currency) ?? currency },
      sku: 'article' in gives ? (skus.get(gives.article) ?? null) : null,
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

type Ready = Awaited<ReturnType<typeof customerRewards>>['items'][number]

/** What is booked as a discount at the till. */
async function readSkus(context: Context, ready: readonly Ready[]): Promise<Map<string, string>> {
  const keys = ready.flatMap(({ gives }) => ('article' in gives ? [gives.article] : []))
  if (keys.length === 0) return new Map()
  const articles = await readOnly(context.database, (tx) => readArticlesNamed(tx, keys))
  return new Map(articles.flatMap(({ key, sku }) => (sku ? [[key, sku]] : [])))
}

type Person = Pick<GuestView, 'customerId' | 'name' | 'birthday' | 'usual' | 'paper'>

async function readPerson(tx: Tx, asked: string, now: Date): Promise<Person> {
  const customerId = (await rootsOf(tx, [asked])).get(asked) ?? asked
  const { rows } = await sql<{ name: string | null; birthday: string | null }>`
    select name, right(birthday, 5) as birthday
    from customers left join persons using (customer_id)
    where customer_id = ${customerId}`.execute(tx)
  if (!rows[0]) throw notFound('customer')
  const { zone } = await readBusinessTerms({ kysely: tx })
  const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
  return {
    customerId,
    name: rows[0].name,
    birthday: birthdayNear(rows[0].birthday, zone.dayOf(now)),
    usual: await usualArticle(tx, memberIds, now),
    paper: await paperLeft(tx, memberIds, now),
  }
}

function birthdayNear(birthday: string | null, today: number): GuestView['birthday'] {
  if (birthday === null) return null
  if (dateText(today).endsWith(birthday)) return 'today'
  return dateText(today + 1).endsWith(birthday) ? 'tomorrow' : null
}
