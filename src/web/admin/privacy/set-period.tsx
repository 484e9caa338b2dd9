import { NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listNextErased,
  listStoragePeriods,
  setStoragePeriod,
} from '#contract/endpoints/storage-periods.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusal } from '../forms/refusal.ts'
import type { Period } from './period.ts'

type Props = { period: Period; onClose: () => void }

export function SetPeriod({ period, onClose }: Props) {
  const { t } = useTranslation('rights')
  const refusal = useRefusal()
  const { kind, minDays, maxDays } = period
  const [days, setDays] = useState<number | string>(period.keepDays ?? '')
  const action = useAction(setStoragePeriod, {
    changes: [listStoragePeriods, listNextErased],
    onDone: () => {
      toast(t('storage.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const keepDays = days === '' ? null : Number(days)
    action.mutate({ params: { kind }, body: { keepDays } })
  }
  const isOutside = action.error?.code.startsWith('storage_period')
  const hints = [
    t('storage.hintMin', { min: minDays }),
    maxDays === null ? t('storage.hint') : t('storage.hintMax', { max: maxDays }),
  ]
  return (
    <FormDialog
      title={t(`kinds.${kind}.name`)}
      word={t('storage.save')}
      busy={action.isPending}
      refusal={action.error && !isOutside ? refusal(action.error) : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(`kinds.${kind}.what`)}</p>
      <NumberInput
        label={t('storage.field')}
        description={hints.join(' ')}
        value={days}
        onChange={setDays}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        error={isOutside ? t('storage.outside') : undefined}
        data-autofocus
      />
      {kind === 'inactive_customers' && <p>{t('storage.warning')}</p>}
    </FormDialog>
  )
}
