import type { ComponentProps, ReactNode } from 'react'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Paged } from '../paged.tsx'
import classes from './deliveries.module.css'

type DeliveryListProps<Row, Filter extends string> = {
  heading: string
  note: string
  filter: ComponentProps<typeof Segmented<Filter>>
  pages: ComponentProps<typeof Paged<Row>>['pages']
  /** What is said while there is none of what was chosen. */
  empty: string
  heads: { what: string; outcome: string; when: string }
  what: (row: Row) => ReactNode
  outcome: (row: Row) => ReactNode
  at: (row: Row) => string
  acts: Column<Row> | null
}

/** What was sent, the latest first, each with what became of it and what can be done about it. */
export function DeliveryList<Row extends { id: string }, Filter extends string>(
  props: DeliveryListProps<Row, Filter>,
) {
  const { heading, note, filter, pages, empty, heads, what, outcome, at, acts } = props
  const format = useFormat()
  return (
    <Section heading={heading} note={note}>
      <div className={classes.filter}>
        <Segmented {...filter} />
      </div>
      <Paged pages={pages} empty={empty}>
        {(rows) => (
          <DataTable
            label={heading}
            rows={rows}
            rowKey={({ id }) => id}
            name={{
              head: heads.what,
              cell: (row) => <span className={classes.anywhere}>{what(row)}</span>,
            }}
            columns={[
              { ...{ key: 'outcome', head: heads.outcome, phone: 'detail' }, cell: outcome },
              {
                ...{ key: 'when', head: heads.when, kind: 'number', phone: 'main' },
                cell: (row) => format.ago(at(row), new Date()),
              },
              ...(acts ? [acts] : []),
            ]}
          />
        )}
      </Paged>
    </Section>
  )
}
