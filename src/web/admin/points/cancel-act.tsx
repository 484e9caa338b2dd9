import { useTranslation } from 'react-i18next'
import { cancelPointAct } from '#contract/endpoints/point-acts.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { holdingsOfCustomer } from './points.ts'
import { useFirstStore } from './store-field.tsx'

type CancelActProps = {
  actId: string
  customerId: string
  /** Code of the store where it was done. */
  store: string | null
  onClose: () => void
}

/** Asks before an act is undone. */
export function CancelAct({ actId, customerId, store, onClose }: CancelActProps) {
  const { t } = useTranslation('points')
  const refusalWords = useRefusalWords()
  const first = useFirstStore()
  const at = store ?? first
  const cancel = useAction(cancelPointAct, {
    changes: holdingsOfCustomer,
    onDone: () => {
      toast(t('cancel.done'))
      onClose()
    },
  })
  const confirm = () =>
    cancel.mutate({
      params: { actId },
      body: { customer: { id: customerId }, ...(at === null ? {} : { store: at }) },
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cancel.title')}
      actions={
        <Button kind="destructive" busy={cancel.isPending} onClick={confirm}>
          {t('cancel.confirm')}
        </Button>
      }
    >
      <p className={forms.text}>{t('cancel.what')}</p>
      {cancel.error && <Refusal place="below">{refusalWords(cancel.error)}</Refusal>}
    </Dialog>
  )
}
