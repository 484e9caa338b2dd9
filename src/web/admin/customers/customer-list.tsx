import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { ImportsLink } from '../imports-link.tsx'
import { Loaded } from '../loaded.tsx'
import { useSession } from '../session.ts'
import { ChooseColumns } from './choose-columns.tsx'
import { useAllColumns, useShownColumns } from './customer-columns.tsx'
import classes from './customers-page.module.css'
import { type ChangeQuestion, filterOf, isFiltered, type Question } from './question.ts'
import { nobody, type Selection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import type { Count } from './use-count-words.ts'
import { useCustomerName } from './use-customer-name.ts'
import { type Row, useCustomers } from './use-customers.ts'

type CustomerListProps = {
  question: Question
  count: Count | undefined
  onChange: ChangeQuestion
}

/** The customers of a question, page after page, to look at and to choose from. */
export function CustomerList({ question, count, onChange }: CustomerListProps) {
  const { t } = useTranslation(['customers', 'frame'])
  const pages = useCustomers(question)
  const all = useAllColumns()
  const [shown, choose] = useShownColumns()
  const [selection, setSelection] = useSelection(question)
  return (
    <Section
      heading={t('list.label')}
      {...(pages.data && { note: t('list.shown', { shown: pages.data.length }) })}
      aside={<ChooseColumns columns={all} shown={shown} onChange={choose} />}
    >
      <Loaded reply={pages} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Nobody isFiltered={isFiltered(question)} />
          ) : (
            <>
              <Rows
                rows={rows}
                columns={all.filter(({ key }) => shown.includes(key))}
                order={question.order ?? 'last_seen'}
                onOrder={(order) => onChange({ order })}
                selection={selection}
                onSelect={setSelection}
              />
              {pages.hasNextPage && (
                <p className={classes.more}>
                  <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                    {t('frame:action.more')}
                  </Button>
                </p>
              )}
              <SelectionBar
                selection={selection}
                question={question}
                count={count}
                onSelect={setSelection}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

/** Who was chosen of one question says nothing about the next. */
function useSelection(question: Question) {
  const asked = JSON.stringify(filterOf(question))
  const [chosen, setChosen] = useState({ asked, selection: nobody })
  const select = (selection: Selection) => setChosen({ asked, selection })
  return [chosen.asked === asked ? chosen.selection : nobody, select] as const
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('customers')
  if (isFiltered) return <StateEmpty>{t('list.nobody')}</StateEmpty>
  return (
    <StateEmpty
      action={<ImportsLink className={buttonClass('main')}>{t('list.emptyAction')}</ImportsLink>}
    >
      {t('list.empty')}
    </StateEmpty>
  )
}

type RowsProps = {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  order: CustomerOrder
  onOrder: (order: CustomerOrder) => void
  selection: Selection
  onSelect: (selection: Selection) => void
}

const orderOf: Record<string, CustomerOrder> = { lastSeen: 'last_seen', revenue: 'revenue' }

function Rows({ rows, columns, order, onOrder, selection, onSelect }: RowsProps) {
  const { t } = useTranslation('customers')
  const nameOf = useCustomerName()
  const mayTag = useSession().permissions.includes('customers:tag')
  const isChosen = (id: string) => selection.kind === 'all' || selection.ids.has(id)
  const chosen = rows.filter(({ id }) => isChosen(id)).length
  const toggle = (id: string) => {
    const ids = new Set(selection.kind === 'all' ? rows.map((row) => row.id) : selection.ids)
    if (!ids.delete(id)) ids.add(id)
    onSelect({ kind: 'some', ids })
  }
  const toggleShown = () =>
    onSelect(
      chosen === rows.length ? nobody : { kind: 'some', ids: new Set(rows.map(({ id }) => id)) },
    )
  const orderable = (key: string): Pick<Column<Row>, 'order' | 'onOrder'> => {
    const wanted = orderOf[key]
    if (!wanted) return {}
    return { order: order === wanted ? 'descending' : 'none', onOrder: () => onOrder(wanted) }
  }
  return (
    <DataTable
      label={t('list.label')}
      rows={rows}
      rowKey={({ id }) => id}
      name={{
        head: (
          <NameHead
            mayTag={mayTag}
            chosen={chosen}
            shown={rows.length}
            onToggle={toggleShown}
            isOrder={order === 'name'}
            onOrder={() => onOrder('name')}
          />
        ),
        order: order === 'name' ? 'ascending' : 'none',
        cell: (row) => (
          <span className={classes.name}>
            {mayTag && (
              <Checkbox
                size="xs"
                aria-label={t('list.select', { name: nameOf(row) })}
                checked={isChosen(row.id)}
                onChange={() => toggle(row.id)}
              />
            )}
            {row.kind === 'company' ? (
              <Link to="/companies/$companyId" params={{ companyId: row.id }}>
                {nameOf(row)}
              </Link>
            ) : (
              <Link to="/customers/$customerId" params={{ customerId: row.id }}>
                {nameOf(row)}
              </Link>
            )}
          </span>
        ),
      }}
      columns={columns.map((column) => ({ ...column, ...orderable(column.key) }))}
    />
  )
}

type NameHeadProps = {
  mayTag: boolean
  chosen: number
  shown: number
  onToggle: () => void
  isOrder: boolean
  onOrder: () => void
}

function NameHead({ mayTag, chosen, shown, onToggle, isOrder, onOrder }: NameHeadProps) {
  const { t } = useTranslation('customers')
  return (
    <span className={classes.name}>
      {mayTag && (
        <Checkbox
          size="xs"
          aria-label={t('list.selectAll')}
          checked={chosen === shown}
          indeterminate={chosen > 0 && chosen < shown}
          onChange={onToggle}
        />
      )}
      <button type="button" className={classes.order} data-current={isOrder} onClick={onOrder}>
        {t('column.name')}
      </button>
    </span>
  )
}
