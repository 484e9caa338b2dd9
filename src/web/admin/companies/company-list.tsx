import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CompanyOrder, listCompanies } from '#contract/endpoints/companies.ts'
import { usePages } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { Paged } from '../paged.tsx'
import type { CompanyRow } from './company.ts'
import { isFiltered, type Question } from './question.ts'
import { useOwnerWords } from './use-company-words.ts'

type CompanyListProps = { question: Question; onChange: (change: Partial<Question>) => void }

/** The companies of a question, page after page. */
export function CompanyList({ question, onChange }: CompanyListProps) {
  const { t } = useTranslation('companies')
  const pages = usePages(listCompanies, { query: question })
  return (
    <Section
      heading={t('list.label')}
      {...(pages.data && { note: t('list.shown', { shown: pages.data.length }) })}
    >
      <Paged pages={pages} empty={isFiltered(question) ? t('list.nobody') : t('list.empty')}>
        {(rows) => (
          <Rows
            rows={rows}
            order={question.order ?? 'name'}
            onOrder={(order) => onChange({ order })}
          />
        )}
      </Paged>
    </Section>
  )
}

type RowsProps = {
  rows: readonly CompanyRow[]
  order: CompanyOrder
  onOrder: (order: CompanyOrder) => void
}

function Rows({ rows, order, onOrder }: RowsProps) {
  const { t } = useTranslation('companies')
  const format = useFormat()
  const ownerWords = useOwnerWords()
  const ordered = (by: CompanyOrder, way: 'ascending' | 'descending') => ({
    order: order === by ? way : ('none' as const),
    onOrder: () => onOrder(by),
  })
  return (
    <DataTable
      label={t('list.label')}
      rows={rows}
      rowKey={({ id }) => id}
      name={{
        ...{ head: t('column.name'), ...ordered('name', 'ascending') },
        cell: ({ id, name }) => (
          <Link to="/companies/$companyId" params={{ companyId: id }}>
            {name ?? t('nameless')}
          </Link>
        ),
      }}
      columns={[
        {
          ...{ key: 'city', head: t('column.city'), phone: 'detail' },
          cell: ({ city }) => city ?? '',
        },
        {
          ...{ key: 'owner', head: t('column.owner'), phone: 'detail' },
          phoneWord: t('column.owner'),
          cell: ({ owner }) => ownerWords(owner),
        },
        {
          ...{ key: 'contacts', head: t('column.contacts'), kind: 'number' },
          cell: ({ figures }) => format.number(figures.contacts),
        },
        {
          ...{ key: 'last', head: t('column.lastPurchase'), kind: 'number' },
          ...ordered('last_purchase', 'descending'),
          cell: ({ figures: { lastPurchaseOn } }) =>
            lastPurchaseOn ? format.date(lastPurchaseOn) : t('column.never'),
        },
        {
          ...{ key: 'state', head: t('column.state'), phone: 'detail' },
          cell: ({ figures: { state } }) => (
            <span className={state === 'at_risk' ? words.warn : undefined}>
              {t(`state.${state}`)}
            </span>
          ),
        },
        {
          ...{ key: 'revenue', head: t('column.revenue'), kind: 'number', phone: 'main' },
          ...ordered('revenue', 'descending'),
          cell: ({ figures }) => format.money(figures.revenue),
        },
      ]}
    />
  )
}
