import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { transferPoints } from '#contract/endpoints/point-acts.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useByHand } from './by-hand.ts'
import { AmountFields, ReasonFields } from './by-hand-fields.tsx'
import { ChooseCustomer } from './choose-customer.tsx'
import { type Balance, holdingsOfCustomer } from './points.ts'

type TransferPointsProps = { balance: Balance; onClose: () => void }

/** Moves what was booked for the wrong person to the right one. */
export function TransferPoints({ balance, onClose }: TransferPointsProps) {
  const { t } = useTranslation('points')
  const refusalWords = useRefusalWords()
  const { draft, change, points, request } = useByHand(balance, 'wrong_booking')
  const [to, setTo] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const held = balance.points.filter((one) => one.balance > 0)
  const transfer = useAction(transferPoints, {
    changes: holdingsOfCustomer,
    onDone: () => {
      const name = held.find(({ currency }) => currency === draft.currency)?.name
      toast(t('transfer.done', { points, name }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (points !== null && to !== null)
      transfer.mutate({ body: { ...request, to: { id: to }, points } })
  }
  return (
    <FormDialog
      title={t('transfer.title')}
      word={t('transfer.confirm')}
      busy={transfer.isPending}
      refusal={transfer.error && refusalWords(transfer.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChooseCustomer
        except={balance.customerId}
        chosen={to}
        fault={isTried && to === null ? t('transfer.whoFault') : null}
        onChange={setTo}
      />
      <AmountFields
        draft={draft}
        onChange={change}
        holdings={held}
        fault={isTried && points === null ? t('give.pointsFault') : null}
      />
      <ReasonFields draft={draft} onChange={change} />
    </FormDialog>
  )
}
