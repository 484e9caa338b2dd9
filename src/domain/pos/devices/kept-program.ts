import type { Reply } from '#contract/endpoint.ts'
import type { syncPosDevice } from '#contract/endpoints/pos-devices.ts'
import type { Tx } from '#database/transaction.ts'
import { currenciesAt, readCurrencies } from '#domain/ledger/read-currencies.ts'
import { readCardsNow } from '#domain/loyalty/cards/card-rows.ts'
import { readArticlesNamed } from '#domain/loyalty/gifts/article-rows.ts'
import { articleOf } from '#domain/loyalty/rewards/define-reward.ts'
import { needsPointsAlone } from '#domain/loyalty/rewards/redeem-reward-offline.ts'
import { readRewards } from '#domain/loyalty/rewards/reward-rows.ts'

type Kept = NonNullable<Reply<typeof syncPosDevice>['kept']>

/** What of the program a device can apply alone: cards, and rewards that need nothing but points. */
export async function keptProgram(
  tx: Tx,
  now: Date,
  { until, end }: { until: Date; end: Date | null },
): Promise<Pick<Kept, 'currencies' | 'cards' | 'rewards'>> {
  const lasts = end === null || end >= until
  const rewards = (lasts ? await readRewards(tx, 'of a stock') : []).filter(
    ({ status, content }) => status === 'active' && needsPointsAlone(content),
  )
  const keys = rewards.flatMap(({ content }) => articleOf(content) ?? [])
  const articles = new Map((await readArticlesNamed(tx, keys)).map((one) => [one.key, one]))
  const nameOf = new Map(rewards.map(({ key, content }) => [key, content.name]))
  return {
    currencies: [...currenciesAt(await readCurrencies(tx), now)].map(([currency, { name }]) => ({
      ...{ currency, name },
    })),
    cards: (await readCardsNow(tx, now)).map(({ name, currency, places, reward }) => ({
      ...{ name, currency, places, reward: nameOf.get(reward ?? '') ?? '' },
    })),
    rewards: rewards
      .filter(({ content: { validFrom, validUntil } }) =>
        isInForce(validFrom, validUntil, now, until),
      )
      .map(({ key, content }) => ({
        key,
        content,
        article: articles.get(articleOf(content) ?? ''),
      }))
      // Of counted pieces the last one may be gone.
      .filter(({ article }) => article === undefined || article.stock === null)
      .map(({ key, content: { name, price, currency }, article }) => ({
        ...{ reward: key, name, price, currency, sku: article?.sku ?? null },
      })),
  }
}

const isInForce = (from: string, end: string | undefined, now: Date, until: Date) =>
  new Date(from) <= now && (end === undefined || new Date(end) >= until)
