import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type HandReason, handReasons } from '#contract/language/hand-reason.ts'
import { useFormat } from '../../design/provider.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { useWorth } from '../rewards/use-worth.ts'
import { type ByHand, readPoints } from './by-hand.ts'
import type { Holding } from './points.ts'
import { StoreField } from './store-field.tsx'

type FieldsProps = {
  draft: ByHand
  onChange: (change: Partial<ByHand>) => void
}

type AmountFieldsProps = FieldsProps & { holdings: readonly Holding[]; fault: string | null }

/** Of which currency how many; with one currency there is nothing to choose. */
export function AmountFields({ draft, onChange, holdings, fault }: AmountFieldsProps) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const { worthOf } = useWorth()
  const name = holdings.find(({ currency }) => currency === draft.currency)?.name ?? draft.currency
  const points = readPoints(draft.points) ?? 1
  const worth = worthOf(draft.currency, points)
  return (
    <>
      <CurrencyField draft={draft} onChange={onChange} holdings={holdings} />
      <UnitField
        label={t('give.points', { name })}
        description={worth ? t('give.worth', { points, name, worth: format.money(worth) }) : null}
        unit={name}
        data-autofocus
        value={draft.points}
        error={fault}
        onChange={({ target }) => onChange({ points: target.value })}
      />
    </>
  )
}

export function CurrencyField({
  draft,
  onChange,
  holdings,
}: FieldsProps & { holdings: readonly Holding[] }) {
  const { t } = useTranslation('points')
  if (holdings.length < 2) return null
  return (
    <Select
      label={t('give.currency')}
      allowDeselect={false}
      data={holdings.map(({ currency, name }) => ({ value: currency, label: name }))}
      value={draft.currency}
      onChange={(currency) => currency !== null && onChange({ currency })}
    />
  )
}

/** Why, for the books, and what only the office reads. */
export function ReasonFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('points')
  return (
    <>
      <Select
        label={t('give.reason')}
        allowDeselect={false}
        data={handReasons.map((value) => ({ value, label: t(`hands.${value}`) }))}
        value={draft.reason}
        // The choices are the reasons.
        onChange={(reason) => reason !== null && onChange({ reason: reason as HandReason })}
      />
      <Textarea
        label={t('give.note')}
        description={t('give.noteHint')}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={6}
        value={draft.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
      <StoreField store={draft.store} onChange={(store) => onChange({ store })} />
    </>
  )
}
