import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listLiabilityMonths,
  listLiabilityRates,
  readLiability,
  setLiabilityRates,
} from '#contract/endpoints/liability.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { PercentField, percentOf, shareOf, usePercent } from '../forms/number-fields.tsx'
import { useMay } from '../session.ts'
import { type CurrencyWorth, firstDayOf, type Liability } from './liability.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** By what each kind of points is reckoned: what the business says, else what the books let expect. */
export function SaidRates({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const may = useMay()
  const columns = useColumns()
  const [changed, setChanged] = useState<CurrencyWorth | null>(null)
  const acts = useActsColumn<CurrencyWorth>((worth) => (
    <Button
      kind="word"
      aria-label={`${t('rates.change')}: ${worth.name}`}
      onClick={() => setChanged(worth)}
    >
      {t('rates.change')}
    </Button>
  ))
  return (
    <Section heading={t('rates.heading')}>
      <DataTable
        label={t('rates.heading')}
        rows={now.currencies}
        rowKey={({ currency }) => currency}
        name={{ head: t('rates.currency'), cell: ({ name }) => name }}
        columns={may('liability:write') ? [...columns, acts] : columns}
      />
      {changed && (
        <ChangeRates worth={changed} month={monthOf(now)} onClose={() => setChanged(null)} />
      )}
    </Section>
  )
}

function useColumns(): Column<CurrencyWorth>[] {
  const { t } = useTranslation('liability')
  const percent = usePercent()
  return [
    {
      ...{ key: 'rate', head: t('rates.redemptionWord'), kind: 'number', phone: 'detail' },
      phoneWord: t('rates.redemptionWord'),
      cell: ({ terms }) =>
        terms.basis === 'said' ? percent(terms.redemptionRate) : t(`rates.${terms.basis}`),
    },
    {
      ...{ key: 'cost', head: t('rates.costWord'), kind: 'number', phone: 'detail' },
      phoneWord: t('rates.costWord'),
      cell: ({ terms }) => (terms.costRate === null ? t('rates.unsaid') : percent(terms.costRate)),
    },
  ]
}

/** The business's month, as far as its figures say. */
const monthOf = ({ asOf }: Liability) => asOf.slice(0, 7)

type ChangeRatesProps = { worth: CurrencyWorth; month: string; onClose: () => void }

function ChangeRates({ worth, month, onClose }: ChangeRatesProps) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const fault = useShareFault()
  const { currency, name, terms } = worth
  const form = useForm({
    initialValues: {
      redemption: (terms.basis === 'said' ? percentOf(terms.redemptionRate) : '') as
        | number
        | string,
      cost: (terms.costRate === null ? '' : percentOf(terms.costRate)) as number | string,
      month,
    },
    validate: { redemption: fault, cost: fault },
  })
  const action = useAction(setLiabilityRates, {
    changes: [readLiability, listLiabilityMonths, listLiabilityRates],
    onDone: (said) => {
      toast(t('rates.done', { month: format.month(firstDayOf(said.month)) }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('rates.title', { name })}
      word={t('rates.do')}
      busy={action.isPending}
      refusal={action.error && refusalWords(action.error)}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        action.mutate({
          params: { currency },
          body: {
            month: values.month,
            redemptionRate: shareOrNull(values.redemption),
            costRate: shareOrNull(values.cost),
          },
        }),
      )}
    >
      <PercentField
        label={t('rates.redemption')}
        description={t('rates.redemptionHint')}
        {...form.getInputProps('redemption')}
      />
      <PercentField
        label={t('rates.cost')}
        description={t('rates.costHint')}
        {...form.getInputProps('cost')}
      />
      <Select
        label={t('rates.month')}
        data={monthsFrom(month).map((value) => ({ value, label: format.month(firstDayOf(value)) }))}
        allowDeselect={false}
        {...form.getInputProps('month')}
      />
    </FormDialog>
  )
}

const shareOrNull = (percent: number | string) => (percent === '' ? null : shareOf(percent))

function useShareFault() {
  const { t } = useTranslation('liability')
  return (percent: number | string) =>
    Number(percent) < 0 || Number(percent) > 100 ? t('fault.number', { from: 0, to: 100 }) : null
}

/** This month and the eleven after it. */
function monthsFrom(month: string): string[] {
  const [year = 0, first = 1] = month.split('-').map(Number)
  return Array.from({ length: 12 }, (_, index) =>
    new Date(Date.UTC(year, first - 1 + index, 1)).toISOString().slice(0, 7),
  )
}
