import { useTranslation } from 'react-i18next'
import { unblockCardNumber } from '#contract/endpoints/card-numbers.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { CardDialogProps } from './card.ts'
import { useCardAction } from './use-card-action.ts'

/** The card was found, or was blocked by mistake. */
export function UnblockCard({ customerId, card, onClose }: CardDialogProps) {
  const { t } = useTranslation('cards')
  const number = groupedCardNumber(card.cardNumber)
  const { action, refusal } = useCardAction(unblockCardNumber, {
    onClose,
    said: () => t('unblock.done', { number }),
  })
  return (
    <FormDialog
      title={t('unblock.title', { number })}
      word={t('unblock.do')}
      busy={action.isPending}
      refusal={refusal}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        action.mutate({ params: { customerId }, body: { cardNumber: card.cardNumber } })
      }}
    >
      <p>{card.replacedBy === null ? t('unblock.what') : t('unblock.whatReplaced')}</p>
    </FormDialog>
  )
}
