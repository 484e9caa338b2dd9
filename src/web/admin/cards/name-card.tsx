import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { labelCardNumber } from '#contract/endpoints/card-numbers.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { CardDialogProps } from './card.ts'
import { useCardAction } from './use-card-action.ts'

/** Whose card it is, such as a child's first name. */
export function NameCard({ customerId, card, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards')
  const [label, write] = useState(card.label ?? '')
  const { action, refusal } = useCardAction(labelCardNumber, {
    onClose,
    said: () => t('name.done'),
  })
  return (
    <FormDialog
      title={t('name.title', { number: groupedCardNumber(card.cardNumber) })}
      word={t('name.do')}
      busy={action.isPending}
      refusal={refusal}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        const body = { cardNumber: card.cardNumber, label: label.trim() || null }
        action.mutate({ params: { customerId }, body })
      }}
    >
      <LabelField value={label} onChange={write} />
    </FormDialog>
  )
}

type LabelFieldProps = { value: string; onChange: (value: string) => void }

export function LabelField({ value, onChange }: LabelFieldProps) {
  const { t } = useTranslation('cards')
  return (
    <TextInput
      label={t('name.label')}
      description={t('name.hint')}
      maxLength={60}
      autoComplete="off"
      data-autofocus
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
