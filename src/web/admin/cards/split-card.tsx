import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { splitCardNumber } from '#contract/endpoints/card-numbers.ts'
import { readBalance } from '#contract/endpoints/points.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { CardDialogProps } from './card.ts'
import { useCardAction } from './use-card-action.ts'

/** Makes a card a customer of its own, with nothing or a part of the balance. */
export function SplitCard({ customerId, card, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards')
  const [name, write] = useState(card.label ?? '')
  const [given, give] = useState<Readonly<Record<string, string>>>({})
  const balance = useCall(readBalance, { params: { customerId }, query: {} })
  const holdings = (balance.data?.points ?? []).filter((one) => one.balance > 0)
  const { action, refusal } = useCardAction(splitCardNumber, {
    onClose,
    said: () => t('split.done', { number: groupedCardNumber(card.cardNumber) }),
  })
  const parts = holdings.flatMap(({ currency }) => {
    const points = Number(given[currency] ?? '')
    return points > 0 ? [{ currency, points }] : []
  })
  return (
    <FormDialog
      title={t('split.title', { number: groupedCardNumber(card.cardNumber) })}
      word={t('split.do')}
      busy={action.isPending}
      refusal={refusal}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        const named = name.trim() && { name: name.trim() }
        const body = { cardNumber: card.cardNumber, ...named, points: parts }
        action.mutate({ params: { customerId }, body })
      }}
    >
      <p>{t('split.what')}</p>
      <TextInput
        label={t('split.name')}
        maxLength={200}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
      {holdings.map((holding) => (
        <PartField
          key={holding.currency}
          holding={holding}
          value={given[holding.currency] ?? ''}
          onChange={(points) => give({ ...given, [holding.currency]: points })}
        />
      ))}
    </FormDialog>
  )
}

type PartFieldProps = {
  holding: { name: string; balance: number }
  value: string
  onChange: (points: string) => void
}

function PartField({ holding: { name, balance }, value, onChange }: PartFieldProps) {
  const { t } = useTranslation('cards')
  const all = useFormat().number(balance)
  return (
    <TextInput
      label={t('split.points', { name })}
      description={t('split.pointsHint', { all, name })}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replace(/\D/g, ''))}
    />
  )
}
