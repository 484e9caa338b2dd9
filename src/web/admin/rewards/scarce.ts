import type { CatalogArticle } from '#contract/endpoints/gift-articles.ts'
import type { Gives, Reward } from './reward.ts'

type Article = Pick<CatalogArticle, 'key' | 'stock' | 'isLow'>

/** New codes must be asked for next door, and come later than what one orders oneself. */
const fewOf = ({ kind }: Gives) => (kind === 'partner_code' ? 20 : 5)

export const isFew = (gives: Gives, left: number | null) => left !== null && left <= fewOf(gives)

/** How many more of a reward can be had: the less of its own number and its article's stock. */
export function leftOf(
  { content, remaining }: Reward,
  articles: readonly Article[],
): number | null {
  const { gives } = content
  const stock = 'article' in gives ? (articleOf(gives.article, articles)?.stock ?? null) : null
  if (remaining === null || stock === null) return remaining ?? stock
  return Math.min(remaining, stock)
}

/** Few are left, or the article's own warning says so. */
export function isScarce(reward: Reward, articles: readonly Article[]): boolean {
  const left = leftOf(reward, articles)
  const { gives } = reward.content
  const isLow = 'article' in gives && articleOf(gives.article, articles)?.isLow === true
  return isLow || isFew(gives, left)
}

const articleOf = (wanted: string, articles: readonly Article[]) =>
  articles.find(({ key }) => key === wanted)
