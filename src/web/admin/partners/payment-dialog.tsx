import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type PaidBy,
  readPartnerSettlement,
  recordPartnerPayment,
} from '#contract/endpoints/partner-settlement.ts'
import { useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { ChoiceField } from '../forms/choice-field.tsx'
import { useToday } from '../forms/dates.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { readAmount } from '../writing/typed-numbers.ts'
import { useRefusalWords } from './use-partner-words.ts'

const payers: readonly PaidBy[] = ['business', 'partner']

/** Who paid whom, how much and when. */
export function PaymentDialog({ partner, onClose }: { partner: string; onClose: () => void }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const today = useToday()
  const [draft, setDraft] = useState({
    ...{ paidBy: payers[0]!, amount: '', paidOn: today, reference: '' },
  })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const amount = readAmount(draft.amount, format.currency) ?? 0
  const isDayFaulty = draft.paidOn === '' || draft.paidOn > today
  const record = useAction(recordPartnerPayment, {
    changes: [readPartnerSettlement],
    onDone: () => {
      toast(t('payment.done'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (amount <= 0 || isDayFaulty) return
    const { paidBy, paidOn, reference } = draft
    record.mutate({
      params: { partnerKey: partner },
      body: { paidBy, amount, paidOn, reference: reference.trim() },
    })
  }
  return (
    <FormDialog
      title={t('payment.title')}
      word={t('payment.do')}
      busy={record.isPending}
      refusal={record.error && refusalWords(record.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceField
        label={t('payment.paidBy')}
        value={draft.paidBy}
        options={payers.map((value) => ({ value, word: t(`payment.who.${value}`) }))}
        onChange={(paidBy) => change({ paidBy })}
      />
      <UnitField
        label={t('payment.amount')}
        unit={format.currencySymbol}
        value={draft.amount}
        error={isTried && amount <= 0 && t('payment.fault.amount')}
        onChange={({ target }) => change({ amount: target.value })}
      />
      <TextInput
        type="date"
        label={t('payment.on')}
        max={today}
        value={draft.paidOn}
        error={isTried && isDayFaulty && t('payment.fault.day')}
        onChange={({ target }) => change({ paidOn: target.value })}
      />
      <TextInput
        label={t('payment.reference')}
        description={t('payment.referenceHint')}
        maxLength={100}
        value={draft.reference}
        onChange={({ target }) => change({ reference: target.value })}
      />
    </FormDialog>
  )
}
