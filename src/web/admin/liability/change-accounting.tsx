import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { readAccounting, setAccounting } from '#contract/endpoints/liability.ts'
import { useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { ChoiceField } from '../forms/choice-field.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { NumberField } from '../forms/number-fields.tsx'
import { type AccountName, accountsOf, partnerAccountNames } from './accounts.ts'
import { type Accounting, firstDayOf } from './liability.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** Empty fields hold a text. */
type Values = Record<Exclude<keyof Accounting, 'method'>, string | number> &
  Pick<Accounting, 'method'>

const limits = {
  consultantNumber: { from: 1001, to: 9_999_999 },
  clientNumber: { from: 1, to: 99_999 },
  accountDigits: { from: 4, to: 8 },
} as const

type ChangeAccountingProps = { known: Accounting; isSettling: boolean; onClose: () => void }

export function ChangeAccounting({ known, isSettling, onClose }: ChangeAccountingProps) {
  const { t } = useTranslation('liability')
  const refusalWords = useRefusalWords()
  const form = useForm<Values>({ initialValues: read(known), validate: useFaults() })
  const action = useAction(setAccounting, {
    changes: [readAccounting],
    onDone: () => {
      toast(t('accounting.done'))
      onClose()
    },
  })
  const { method } = form.values
  return (
    <FormDialog
      title={t('accounting.title')}
      word={t('accounting.do')}
      busy={action.isPending}
      refusal={action.error && refusalWords(action.error)}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => action.mutate({ body: write(values) }))}
    >
      <ChoiceField
        label={t('accounting.method')}
        value={method}
        options={(['deferral', 'provision'] as const).map((value) => ({
          value,
          word: t(`accounting.methods.${value}`),
        }))}
        onChange={(chosen) => form.setFieldValue('method', chosen)}
      />
      {(['consultantNumber', 'clientNumber', 'accountDigits'] as const).map((name) => (
        <NumberField
          key={name}
          label={t(`accounting.${name}`)}
          allowDecimal={false}
          {...form.getInputProps(name)}
        />
      ))}
      <YearField {...form.getInputProps('yearBeginsIn')} />
      {[...accountsOf(method), ...(isSettling ? partnerAccountNames : [])].map((name) => (
        <TextInput
          key={name}
          label={t(`accounting.${name}`)}
          description={isHinted(name) && t(`accounting.hint.${name}`)}
          inputMode="numeric"
          maxLength={9}
          {...form.getInputProps(name)}
        />
      ))}
    </FormDialog>
  )
}

const hinted = ['revenueAccount', 'partnerAccount', 'paymentAccount'] as const
const isHinted = (name: AccountName): name is (typeof hinted)[number] =>
  hinted.some((one) => one === name)

type YearFieldProps = ReturnType<ReturnType<typeof useForm<Values>>['getInputProps']>

function YearField(props: YearFieldProps) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1))
  return (
    <Select
      label={t('accounting.yearBeginsIn')}
      data={months.map((value) => ({
        value,
        label: format.monthName(firstDayOf(`2026-${value.padStart(2, '0')}`)),
      }))}
      clearable
      {...props}
    />
  )
}

const read = (known: Accounting): Values => ({
  method: known.method,
  consultantNumber: known.consultantNumber ?? '',
  clientNumber: known.clientNumber ?? '',
  accountDigits: known.accountDigits ?? '',
  yearBeginsIn: known.yearBeginsIn === null ? '' : String(known.yearBeginsIn),
  liabilityAccount: known.liabilityAccount ?? '',
  revenueAccount: known.revenueAccount ?? '',
  breakageAccount: known.breakageAccount ?? '',
  provisionAccount: known.provisionAccount ?? '',
  expenseAccount: known.expenseAccount ?? '',
  partnerAccount: known.partnerAccount ?? '',
  partnerExpenseAccount: known.partnerExpenseAccount ?? '',
  partnerRevenueAccount: known.partnerRevenueAccount ?? '',
  paymentAccount: known.paymentAccount ?? '',
})

function write(values: Values): Accounting {
  // A select that was cleared holds null.
  const number = (value: string | number | null) =>
    value === '' || value === null ? null : Number(value)
  const account = (value: string | number) => String(value).trim() || null
  return {
    method: values.method,
    consultantNumber: number(values.consultantNumber),
    clientNumber: number(values.clientNumber),
    accountDigits: number(values.accountDigits),
    yearBeginsIn: number(values.yearBeginsIn),
    liabilityAccount: account(values.liabilityAccount),
    revenueAccount: account(values.revenueAccount),
    breakageAccount: account(values.breakageAccount),
    provisionAccount: account(values.provisionAccount),
    expenseAccount: account(values.expenseAccount),
    partnerAccount: account(values.partnerAccount),
    partnerExpenseAccount: account(values.partnerExpenseAccount),
    partnerRevenueAccount: account(values.partnerRevenueAccount),
    paymentAccount: account(values.paymentAccount),
  }
}

function useFaults() {
  const { t } = useTranslation('liability')
  const within = (name: keyof typeof limits) => (value: string | number) => {
    const { from, to } = limits[name]
    const isGood = value === '' || (Number(value) >= from && Number(value) <= to)
    return isGood ? null : t('fault.number', { from, to })
  }
  const accountWith =
    (moreDigits: 0 | 1) =>
    (value: string | number, { accountDigits }: Values) => {
      const text = String(value).trim()
      if (!/^(?!0+$)\d{0,9}$/.test(text)) return t('fault.account')
      const isLong = accountDigits !== '' && text.length > Number(accountDigits) + moreDigits
      return isLong ? t('refusal.account_too_long') : null
    }
  const account = accountWith(0)
  return {
    consultantNumber: within('consultantNumber'),
    clientNumber: within('clientNumber'),
    accountDigits: within('accountDigits'),
    liabilityAccount: account,
    revenueAccount: account,
    breakageAccount: account,
    provisionAccount: account,
    expenseAccount: account,
    partnerAccount: accountWith(1),
    partnerExpenseAccount: account,
    partnerRevenueAccount: account,
    paymentAccount: account,
  }
}
