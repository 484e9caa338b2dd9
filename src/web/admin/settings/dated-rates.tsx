import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'

type DatedRatesProps<Rate> = {
  heading: string
  note: string
  rates: ComponentProps<typeof Loaded<{ items: readonly Rate[] }>>['reply']
  /** What holds while there is none. */
  empty: string
  rowKey: (rate: Rate) => string
  name: { head: string; cell: (rate: Rate) => ReactNode }
  value: Pick<Column<Rate>, 'head' | 'cell'>
  addWord: string
  adding: (onClose: () => void) => ReactNode
  removing: (rate: Rate, onClose: () => void) => ReactNode
}

/** Rates that each hold from a day on: to see, to add to, to take away. */
export function DatedRates<Rate extends { validFrom: string }>(props: DatedRatesProps<Rate>) {
  const { heading, note, rates, empty, addWord, adding } = props
  const [isAdding, setAdding] = useState(false)
  return (
    <Section
      heading={heading}
      note={note}
      aside={
        <Button kind="word" onClick={() => setAdding(true)}>
          {addWord}
        </Button>
      }
    >
      <Loaded reply={rates} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={forms.text}>{empty}</p>
          ) : (
            <RateTable {...props} items={items} />
          )
        }
      </Loaded>
      {isAdding && adding(() => setAdding(false))}
    </Section>
  )
}

type RateTableProps<Rate> = DatedRatesProps<Rate> & { items: readonly Rate[] }

function RateTable<Rate extends { validFrom: string }>(props: RateTableProps<Rate>) {
  const { heading, items, rowKey, name, value, removing } = props
  const { t } = useTranslation('settings')
  const format = useFormat()
  const [removed, setRemoved] = useState<Rate | null>(null)
  const acts = useActsColumn<Rate>((rate) => (
    <Button kind="word" onClick={() => setRemoved(rate)}>
      {t('action.delete')}
    </Button>
  ))
  const from = t('counting.validFrom')
  return (
    <>
      <DataTable
        label={heading}
        rows={items}
        rowKey={rowKey}
        name={name}
        columns={[
          {
            ...{ key: 'from', head: from, phone: 'detail', phoneWord: from },
            cell: ({ validFrom }) => format.date(validFrom),
          },
          { ...{ key: 'value', kind: 'number', phone: 'main' }, ...value },
          acts,
        ]}
      />
      {removed && removing(removed, () => setRemoved(null))}
    </>
  )
}
