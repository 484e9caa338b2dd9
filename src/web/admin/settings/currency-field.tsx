import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import forms from '../forms/forms.module.css'
import { useCurrencyName, useCurrencyOptions } from './currency-names.ts'
import classes from './settings.module.css'

/** The business's currency; once there are sales it is only told, with the reason. */
export function CurrencyField({ isFixed, ...props }: SelectProps & { isFixed: boolean }) {
  const { t } = useTranslation('settings')
  const nameOf = useCurrencyName()
  if (isFixed) {
    return (
      <div className={forms.whole}>
        <p className={forms.label}>{t('counting.currency')}</p>
        <p className={classes.value}>{nameOf(props.value ?? '')}</p>
        <p className={`${forms.hint} ${forms.below}`}>{t('counting.currencyFixed')}</p>
      </div>
    )
  }
  return (
    <CurrencySelect
      label={t('counting.currency')}
      description={t('counting.currencyHint')}
      {...props}
    />
  )
}

export function CurrencySelect(props: SelectProps) {
  const { t } = useTranslation('settings')
  return (
    <Select
      data={useCurrencyOptions()}
      searchable
      // So that typing looks for another one at once.
      onClick={({ currentTarget }) => currentTarget.select()}
      allowDeselect={false}
      maxDropdownHeight={280}
      limit={200}
      nothingFoundMessage={t('counting.currencyNone')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      {...props}
    />
  )
}
