import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  type Business,
  type ExchangeRate,
  listExchangeRates,
  removeExchangeRate,
  setExchangeRate,
} from '#contract/endpoints/business.ts'
import { previewImport } from '#contract/endpoints/imports.ts'
import { useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { useDateFault, useToday } from '../forms/dates.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from '../forms/forms.module.css'
import { NumberField } from '../forms/number-fields.tsx'
import { useSending } from '../forms/use-sending.ts'
import { CurrencySelect } from './currency-field.tsx'
import { useCurrencyName } from './currency-names.ts'
import { DatedRates } from './dated-rates.tsx'

/** What other currencies are worth, each from a day on. */
export function ExchangeRates({ business: { currency: own } }: { business: Business }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const nameOf = useCurrencyName()
  return (
    <DatedRates
      heading={t('counting.rates')}
      note={t('counting.ratesNote')}
      rates={useCall(listExchangeRates, {})}
      empty={t('counting.ratesEmpty')}
      rowKey={({ currency, validFrom }) => `${currency} ${validFrom}`}
      name={{ head: t('counting.foreignCurrency'), cell: ({ currency }) => nameOf(currency) }}
      value={{
        head: t('counting.rate'),
        cell: ({ currency, rate }) =>
          t('counting.rateValue', { foreign: currency, own, rate: format.number(rate, 4) }),
      }}
      addWord={t('counting.rateAdd')}
      adding={(onClose) => <AddRate own={own} onClose={onClose} />}
      removing={(rate, onClose) => <RemoveRate rate={rate} onClose={onClose} />}
    />
  )
}

function AddRate({ own, onClose }: { own: string; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const nameOf = useCurrencyName()
  const dateFault = useDateFault()
  const form = useForm({
    initialValues: { currency: '', validFrom: useToday(), rate: '' as number | string },
    validate: {
      currency: isNotEmpty(t('fault.missing')),
      validFrom: dateFault,
      rate: (rate) => (Number(rate) > 0 ? null : t('fault.rate')),
    },
  })
  const { send, busy, refusal } = useSending(setExchangeRate, {
    changes: [listExchangeRates, previewImport],
    form,
    onDone: ({ currency, validFrom }) => {
      toast(t('counting.rateSaved', { currency: nameOf(currency), date: format.date(validFrom) }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('counting.rateTitle')}
      word={t('counting.rateDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ currency, validFrom, rate }) =>
        send({ body: { currency, validFrom, rate: Number(rate) } }),
      )}
    >
      <CurrencySelect label={t('counting.foreignCurrency')} {...form.getInputProps('currency')} />
      <NumberField
        label={t('counting.rate')}
        description={t('counting.rateHint', { currency: nameOf(own) })}
        max={1e9}
        {...form.getInputProps('rate')}
      />
      <TextInput type="date" label={t('counting.validFrom')} {...form.getInputProps('validFrom')} />
      <p className={classes.hint}>{t('counting.rateFuture')}</p>
    </FormDialog>
  )
}

function RemoveRate({ rate, onClose }: { rate: ExchangeRate; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const nameOf = useCurrencyName()
  const { currency, validFrom } = rate
  const action = useAction(removeExchangeRate, {
    changes: [listExchangeRates, previewImport],
    onDone: () => {
      toast(t('counting.rateRemoved'))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('counting.rateRemoveTitle', {
        currency: nameOf(currency),
        date: format.date(validFrom),
      })}
      word={t('counting.rateRemove')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ query: { currency, validFrom } })}
    >
      <p>{t('counting.rateRemoveWhat')}</p>
    </Confirm>
  )
}
