import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { Article } from './article.ts'
import { StockWord } from './stock-word.tsx'

type ArticleTableProps = { label: string; articles: readonly Article[] }

export function ArticleTable({ label, articles }: ArticleTableProps) {
  const { t } = useTranslation('gifts')
  const columns = useColumns()
  return (
    <DataTable
      label={label}
      rows={articles}
      rowKey={({ key }) => key}
      name={{
        head: t('articles.name'),
        cell: ({ key, name }) => (
          <Link to="/gifts/$articleKey" params={{ articleKey: key }}>
            {name}
          </Link>
        ),
      }}
      columns={columns}
    />
  )
}

function useColumns(): Column<Article>[] {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  return [
    {
      ...{ key: 'category', head: t('articles.category'), phone: 'detail' },
      cell: ({ category }) => category ?? '',
    },
    {
      ...{ key: 'cost', head: t('articles.cost'), kind: 'number', phone: 'detail' },
      phoneWord: t('articles.cost'),
      cell: ({ cost }) => format.money(cost),
    },
    {
      ...{ key: 'stock', head: t('articles.stock'), kind: 'number', phone: 'main' },
      cell: (article) => <StockWord article={article} />,
    },
  ]
}
