import { MultiSelect, TagsInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import forms from '../forms/forms.module.css'
import { UnitField } from '../forms/unit-field.tsx'
import { amountText, readAmount } from '../writing/typed-numbers.ts'
import type { Content } from './voucher.ts'

type ConditionsProps = { content: Content; onContent: (change: Partial<Content>) => void }

/** Where a voucher counts, for what, and what it may cost: for those who want to say more. */
export function Conditions({ content, onContent }: ConditionsProps) {
  const { t } = useTranslation('vouchers')
  const stores = useCall(listStores, {}).data?.items ?? []
  const words = (field: 'channels' | 'categories' | 'skus') => (
    <TagsInput
      label={t(`form.${field}`)}
      description={t('form.tagsHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={content[field]}
      onChange={(values) => onContent({ [field]: values.map((value) => value.slice(0, 64)) })}
    />
  )
  return (
    <>
      <Section heading={t('form.more')} note={t('form.moreNote')}>
        <div className={forms.fields}>
          <MultiSelect
            label={t('form.stores')}
            data={stores.map(({ id, name }) => ({ value: id, label: name }))}
            value={content.stores}
            onChange={(chosen) => onContent({ stores: chosen })}
          />
          {words('channels')}
          {words('categories')}
          {words('skus')}
        </div>
      </Section>
      <Section heading={t('form.money')}>
        <div className={forms.fields}>
          <MoneyField
            label={t('form.budget')}
            hint={t('form.budgetHint')}
            amount={content.budget}
            onChange={(budget) => onContent({ budget })}
          />
          <MoneyField
            label={t('form.cost')}
            hint={t('form.costHint')}
            amount={content.costPerUse}
            onChange={(costPerUse) => onContent({ costPerUse })}
          />
          <Textarea
            className={forms.whole ?? ''}
            label={t('form.note')}
            maxLength={1000}
            autosize
            minRows={2}
            value={content.note}
            onChange={({ target }) => onContent({ note: target.value })}
          />
        </div>
      </Section>
    </>
  )
}

type MoneyFieldProps = {
  label: string
  hint: string
  amount: number | null
  onChange: (amount: number | null) => void
}

/** Holds what is typed; what is no amount stays in sight with its fault. */
function MoneyField({ label, hint, amount, onChange }: MoneyFieldProps) {
  const { t } = useTranslation('vouchers')
  const { currency, currencySymbol, language } = useFormat()
  const [text, setText] = useState(amount === null ? '' : amountText(amount, currency, language))
  const read = readAmount(text, currency)
  const isFaulty = text.trim() !== '' && (read === null || read === 0)
  return (
    <UnitField
      label={label}
      description={hint}
      unit={currencySymbol}
      value={text}
      error={isFaulty && t('form.fault.amount')}
      onChange={({ target: { value } }) => {
        setText(value)
        const minor = readAmount(value, currency)
        onChange(minor === 0 ? null : minor)
      }}
    />
  )
}
