import { NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { listVoucherCodes, makeVoucherCodes, readVoucher } from '#contract/endpoints/vouchers.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { countMax } from './draft.ts'
import { useRefusalWords } from './use-refusal-words.ts'
import type { Voucher } from './voucher.ts'

/** Asks how many codes are to be added. */
export function MakeCodes({ voucher, onClose }: { voucher: Voucher; onClose: () => void }) {
  const { t } = useTranslation('vouchers')
  const refusalWords = useRefusalWords()
  const form = useForm<{ count: number | string }>({
    initialValues: { count: 24 },
    validate: {
      count: (count) =>
        typeof count === 'number' && count >= 1 && count <= countMax
          ? null
          : t('form.fault.number'),
    },
  })
  const action = useAction(makeVoucherCodes, {
    changes: [readVoucher, listVoucherCodes],
    onDone: ({ use }) => {
      toast(t('codes.made', { count: use.codes - voucher.use.codes }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('codes.makeTitle')}
      word={t('codes.makeDo')}
      busy={action.isPending}
      refusal={action.error && refusalWords(action.error)}
      onClose={onClose}
      onSubmit={form.onSubmit(({ count }) =>
        action.mutate({ params: { voucherId: voucher.id }, body: { count: Number(count) } }),
      )}
    >
      <NumberInput
        label={t('codes.makeCount')}
        min={1}
        max={countMax}
        allowDecimal={false}
        hideControls
        data-autofocus
        {...form.getInputProps('count')}
      />
    </FormDialog>
  )
}
