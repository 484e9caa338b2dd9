import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockCardNumber, replaceCardNumber } from '#contract/endpoints/card-numbers.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { Segmented } from '../../design/segmented.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { CardDialogProps } from './card.ts'
import { useCardAction } from './use-card-action.ts'

const ways = ['made', 'printed', 'none'] as const
type Way = (typeof ways)[number]

/** A lost card is blocked everywhere, and another takes its place at once, if there is one. */
export function LostCard({ customerId, card: { cardNumber }, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards')
  const [way, setWay] = useState<Way>('made')
  const [printed, write] = useState('')
  const blocking = useCardAction(blockCardNumber, { onClose, said: () => t('lost.blocked') })
  const replacing = useCardAction(replaceCardNumber, {
    onClose,
    said: (fresh) => t('lost.replaced', { number: groupedCardNumber(fresh.cardNumber) }),
  })
  const submit = () => {
    const params = { customerId }
    const newCardNumber = way === 'printed' ? { newCardNumber: printed.trim() } : {}
    if (way === 'none') blocking.action.mutate({ params, body: { cardNumber } })
    else replacing.action.mutate({ params, body: { cardNumber, ...newCardNumber } })
  }
  return (
    <FormDialog
      title={t('lost.title', { number: groupedCardNumber(cardNumber) })}
      word={t('lost.do')}
      busy={blocking.action.isPending || replacing.action.isPending}
      refusal={way === 'none' ? blocking.refusal : replacing.refusal}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p>{t('lost.what')}</p>
      <Segmented
        label={t('lost.way')}
        value={way}
        options={ways.map((value) => ({ value, word: t(`lost.ways.${value}`) }))}
        onChange={setWay}
      />
      {way === 'printed' && (
        <TextInput
          label={t('lost.number')}
          description={t('lost.numberHint')}
          maxLength={64}
          required
          autoComplete="off"
          data-autofocus
          value={printed}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}
