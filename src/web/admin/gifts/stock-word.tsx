import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import type { Article } from './article.ts'

/** How many are left, with the diamond where they run low. */
export function StockWord({ article: { stock, isLow } }: { article: Article }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  if (stock === null) return t('articles.uncounted')
  if (stock === 0) return <Warning>{t('articles.out')}</Warning>
  return isLow ? <Warning>{t('articles.few', { count: stock })}</Warning> : format.number(stock)
}
