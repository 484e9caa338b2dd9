import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { listVoucherCodes, makeVoucherCodes, readVoucher } from '#contract/endpoints/vouchers.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { readCount } from '../writing/typed-numbers.ts'
import { countMax } from './draft.ts'
import { useRefusalWords } from './use-refusal-words.ts'
import type { Voucher } from './voucher.ts'

/** Asks how many codes are to be added. */
export function MakeCodes({ voucher, onClose }: { voucher: Voucher; onClose: () => void }) {
  const { t } = useTranslation(['vouchers', 'writing'])
  const refusalWords = useRefusalWords()
  const form = useForm<{ count: string }>({
    initialValues: { count: '24' },
    validate: {
      count: (text) => {
        const count = readCount(text, 1)
        return count !== null && count <= countMax ? null : t('form.fault.count', { max: countMax })
      },
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
        action.mutate({
          params: { voucherId: voucher.id },
          body: { count: readCount(count, 1) ?? 1 },
        }),
      )}
    >
      <UnitField
        label={t('codes.makeCount')}
        unit={t('writing:unit.codes')}
        inputMode="numeric"
        data-autofocus
        {...form.getInputProps('count')}
        value={form.values.count}
      />
    </FormDialog>
  )
}
