import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { noticeUnits, valuePeriods } from '#contract/language/company.ts'
import classes from './companies.module.css'
import type { ContractDraft, ContractFault } from './contract-draft.ts'
import { hintBelow } from './hint-below.ts'

type ContractFieldsProps = {
  draft: ContractDraft
  faults: ReadonlySet<ContractFault>
  currency: string
  onChange: (part: Partial<ContractDraft>) => void
}

export function ContractFields({ draft, faults, currency, onChange }: ContractFieldsProps) {
  const { t } = useTranslation('companies')
  const field = (name: keyof ContractDraft, fault?: ContractFault) => ({
    ...hintBelow,
    value: draft[name],
    error: fault && faults.has(fault) && t(`contract.fault.${fault}`),
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  })
  return (
    <>
      <TextInput
        data-autofocus
        label={t('contract.name')}
        maxLength={200}
        {...field('name', 'name')}
      />
      <div className={classes.pair}>
        <TextInput type="date" label={t('contract.startsOn')} {...field('startsOn', 'starts')} />
        <TextInput
          type="date"
          label={t('contract.endsOn')}
          description={t('contract.endsOnHint')}
          {...field('endsOn', 'ends')}
        />
      </div>
      <TextInput
        inputMode="numeric"
        label={t('contract.renews')}
        description={t('contract.renewsHint')}
        maxLength={3}
        {...field('renews', 'renews')}
      />
      <div className={classes.pair}>
        <TextInput
          inputMode="numeric"
          label={t('contract.notice')}
          maxLength={3}
          {...field('notice', 'notice')}
        />
        <Select
          label={t('contract.noticeUnit')}
          allowDeselect={false}
          data={noticeUnits.map((value) => ({ value, label: t(`contract.unit.${value}`) }))}
          value={draft.noticeUnit}
          onChange={(unit) =>
            onChange({ noticeUnit: noticeUnits.find((one) => one === unit) ?? 'months' })
          }
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          inputMode="decimal"
          label={t('contract.amount', { currency })}
          maxLength={20}
          {...field('amount', 'amount')}
        />
        <Select
          label={t('contract.per')}
          allowDeselect={false}
          data={valuePeriods.map((value) => ({ value, label: t(`contract.pers.${value}`) }))}
          value={draft.per}
          onChange={(per) => onChange({ per: valuePeriods.find((one) => one === per) ?? 'month' })}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t('contract.canceledTo')}
          description={t('contract.canceledToHint')}
          {...field('canceledTo', 'canceled')}
        />
        <TextInput label={t('contract.reference')} maxLength={100} {...field('reference')} />
      </div>
      <Textarea
        label={t('contract.note')}
        maxLength={2000}
        autosize
        minRows={2}
        {...field('note')}
      />
    </>
  )
}
