import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { extendPoints } from '#contract/endpoints/point-acts.ts'
import { useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { startOfDayAfter } from '../day-instants.ts'
import { useToday } from '../forms/dates.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useByHand } from './by-hand.ts'
import { CurrencyField, ReasonFields } from './by-hand-fields.tsx'
import { type Balance, holdingsOfCustomer } from './points.ts'

type ExtendPointsProps = { balance: Balance; onClose: () => void }

/** Lets what is open now be valid for longer. */
export function ExtendPoints({ balance, onClose }: ExtendPointsProps) {
  const { t } = useTranslation('points')
  const { timeZone } = useFormat()
  const today = useToday()
  const refusalWords = useRefusalWords()
  const { draft, change, request } = useByHand(balance, 'store_closed')
  const [until, setUntil] = useState('')
  const [isTried, setTried] = useState(false)
  const isFaulty = until < today
  const extend = useAction(extendPoints, {
    changes: holdingsOfCustomer,
    onDone: () => {
      toast(t('extend.done'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isFaulty) extend.mutate({ body: { ...request, until: startOfDayAfter(until, timeZone) } })
  }
  return (
    <FormDialog
      title={t('extend.title')}
      word={t('extend.confirm')}
      busy={extend.isPending}
      refusal={extend.error && refusalWords(extend.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={forms.text}>{t('extend.explained')}</p>
      <CurrencyField draft={draft} onChange={change} holdings={balance.points} />
      <TextInput
        type="date"
        label={t('extend.until')}
        min={today}
        data-autofocus
        value={until}
        error={isTried && isFaulty && t('extend.untilFault')}
        onChange={({ target }) => setUntil(target.value)}
      />
      <ReasonFields draft={draft} onChange={change} />
    </FormDialog>
  )
}
