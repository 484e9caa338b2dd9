import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveCardNumber } from '#contract/endpoints/card-numbers.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { LabelField } from './name-card.tsx'
import { useCardAction } from './use-card-action.ts'

type AddCardProps = { customerId: string; onClose: () => void }

/** One more card on the same balance: printed before, or with a number made now. */
export function AddCard({ customerId, onClose }: AddCardProps) {
  const { t } = useTranslation('cards')
  const [label, writeLabel] = useState('')
  const [number, writeNumber] = useState('')
  const { action, refusal } = useCardAction(giveCardNumber, {
    onClose,
    said: ({ cardNumber }) => t('add.done', { number: groupedCardNumber(cardNumber) }),
  })
  return (
    <FormDialog
      title={t('add.title')}
      word={t('add.do')}
      busy={action.isPending}
      refusal={refusal}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        const [named, printed] = [label.trim(), number.trim()]
        action.mutate({
          params: { customerId },
          body: { ...(named && { label: named }), ...(printed && { cardNumber: printed }) },
        })
      }}
    >
      <p>{t('add.what')}</p>
      <LabelField value={label} onChange={writeLabel} />
      <TextInput
        label={t('add.number')}
        description={t('add.numberHint')}
        maxLength={64}
        autoComplete="off"
        value={number}
        onChange={({ currentTarget }) => writeNumber(currentTarget.value)}
      />
    </FormDialog>
  )
}
