import type { WireInput } from '#contract/endpoint.ts'
import type { defineGiftArticle } from '#contract/endpoints/gift-articles.ts'
import type { Format } from '../../design/format.ts'
import { amountText, readAmount, readCount } from '../writing/typed-numbers.ts'
import type { Article } from './article.ts'

/** An article as it is typed. */
export type ArticleDraft = {
  name: string
  sku: string
  category: string
  cost: string
  counted: boolean
  lowStockAt: string
  supplierNote: string
}

type Faults = Partial<Record<'name' | 'sku' | 'category' | 'cost' | 'lowStockAt', Fault>>
type Fault = 'name' | 'cost' | 'count'

export const emptyDraft: ArticleDraft = {
  name: '',
  sku: '',
  category: '',
  cost: '',
  counted: true,
  lowStockAt: '',
  supplierNote: '',
}

export const typedOf = (
  { name, sku, category, cost, counted, lowStockAt, supplierNote }: Article,
  { currency, language }: Pick<Format, 'currency' | 'language'>,
): ArticleDraft => ({
  name,
  sku: sku ?? '',
  category: category ?? '',
  cost: amountText(cost, currency, language),
  counted: counted ?? true,
  lowStockAt: lowStockAt === null || lowStockAt === undefined ? '' : String(lowStockAt),
  supplierNote: supplierNote ?? '',
})

export const faultsOf = ({ name, cost, lowStockAt }: ArticleDraft, currency: string): Faults => ({
  ...(name.trim() === '' && { name: 'name' }),
  ...(readAmount(cost, currency) === null && { cost: 'cost' }),
  ...(lowStockAt.trim() !== '' && readCount(lowStockAt, 0) === null && { lowStockAt: 'count' }),
})

/** As the API takes it; null: something typed is no value. */
export function contentOf(
  draft: ArticleDraft,
  currency: string,
): WireInput<typeof defineGiftArticle>['body'] | null {
  const cost = readAmount(draft.cost, currency)
  if (Object.keys(faultsOf(draft, currency)).length > 0 || cost === null) return null
  const { name, counted, supplierNote } = draft
  const [sku, category] = [draft.sku.trim(), draft.category.trim()]
  return {
    ...{ name: name.trim(), cost, counted, supplierNote },
    lowStockAt: counted ? readCount(draft.lowStockAt, 0) : null,
    ...(sku === '' ? {} : { sku }),
    ...(category === '' ? {} : { category }),
  }
}
