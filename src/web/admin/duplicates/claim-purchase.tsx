import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { claimPurchase } from '#contract/endpoints/claims.ts'
import type { duplicates } from '#locales/de/duplicates.ts'
import { useAction, useAskAgain } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { StoreField, useFirstStore } from '../points/store-field.tsx'
import { readAmount } from '../writing/typed-numbers.ts'

/** A purchase somebody made without showing their card, found by its receipt. */
export function ClaimPurchase({ customerId }: { customerId: string }) {
  const { t } = useTranslation('duplicates')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind="word" onClick={() => setOpen(true)}>
        {t('claim.open')}
      </Button>
      {isOpen && <ClaimDialog customerId={customerId} onClose={() => setOpen(false)} />}
    </>
  )
}

type ClaimDialogProps = { customerId: string; onClose: () => void }

function ClaimDialog({ customerId, onClose }: ClaimDialogProps) {
  const { t } = useTranslation('duplicates')
  const { currency } = useFormat()
  const claim = useClaim(onClose)
  const first = useFirstStore()
  const [draft, setDraft] = useState({ receiptNumber: '', day: '', amount: '' })
  const [chosen, setChosen] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const store = chosen ?? first
  const amount = readAmount(draft.amount, currency)
  const isSaid = {
    receiptNumber: draft.receiptNumber.trim() !== '',
    day: draft.day !== '',
    amount: amount !== null && amount >= 0,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (store === null || amount === null || !Object.values(isSaid).every(Boolean)) return
    const receipt = { store, receiptNumber: draft.receiptNumber.trim(), day: draft.day, amount }
    claim.mutate({ params: { customerId }, body: receipt })
  }
  const field = (name: keyof typeof draft) => ({
    label: t(`claim.${name}`),
    value: draft[name],
    error: isTried && !isSaid[name] && t(`claim.fault.${name}`),
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  })
  return (
    <FormDialog
      title={t('claim.title')}
      word={t('claim.do')}
      busy={claim.isPending}
      refusal={claim.refusal ?? (isTried && store === null ? t('claim.fault.store') : null)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('claim.explain')}</p>
      <StoreField store={store} onChange={setChosen} />
      <TextInput maxLength={100} {...field('receiptNumber')} />
      <TextInput type="date" {...field('day')} />
      <TextInput inputMode="decimal" maxLength={20} {...field('amount')} />
    </FormDialog>
  )
}

type Refusal = keyof typeof duplicates.claim.refusal

function useClaim(onClose: () => void) {
  const { t } = useTranslation(['duplicates', 'errors'])
  const askAgain = useAskAgain()
  const claim = useAction(claimPurchase, {
    onDone: () => {
      onClose()
      toast(t('duplicates:claim.done'))
      askAgain()
    },
  })
  const { error } = claim
  const refusal =
    error &&
    // Codes without words of their own fall back to their kind.
    t(`duplicates:claim.refusal.${error.code as Refusal}`, {
      defaultValue: t(`errors:title.${error.kind}`),
    })
  return { ...claim, refusal }
}
