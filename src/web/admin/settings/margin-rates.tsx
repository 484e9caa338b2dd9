import { Autocomplete, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  type Business,
  listMarginRates,
  type MarginRate,
  readRecount,
  removeMarginRate,
  setMarginRate,
} from '#contract/endpoints/business.ts'
import { readReportChoices } from '#contract/endpoints/reports/value.ts'
import { useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { useDateFault, useToday } from '../forms/dates.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from '../forms/forms.module.css'
import { PercentField, shareOf, usePercent } from '../forms/number-fields.tsx'
import { useSending } from '../forms/use-sending.ts'
import { DatedRates } from './dated-rates.tsx'
import { useAnnouncement } from './recount.tsx'

/** Margins that know better than the default, each from a day on. */
export function MarginRates({ business }: { business: Business }) {
  const { t } = useTranslation('settings')
  const percent = usePercent()
  return (
    <DatedRates
      heading={t('counting.margins')}
      note={t('counting.marginsNote')}
      rates={useCall(listMarginRates, {})}
      empty={t('counting.marginsEmpty', { margin: percent(business.defaultMargin) })}
      rowKey={({ category, validFrom }) => `${category} ${validFrom}`}
      name={{
        head: t('counting.category'),
        cell: ({ category }) => (
          <span className={classes.anywhere}>{category ?? t('counting.everything')}</span>
        ),
      }}
      value={{ head: t('counting.margin'), cell: ({ margin }) => percent(margin) }}
      addWord={t('counting.marginAdd')}
      adding={(onClose) => <AddMargin onClose={onClose} />}
      removing={(rate, onClose) => <RemoveMargin rate={rate} onClose={onClose} />}
    />
  )
}

function AddMargin({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const percent = usePercent()
  const dateFault = useDateFault()
  const announcement = useAnnouncement()
  const choices = useCall(readReportChoices, {})
  const form = useForm({
    initialValues: { category: '', validFrom: useToday(), margin: '' as number | string },
    validate: {
      validFrom: dateFault,
      margin: (margin) =>
        margin === '' || Number(margin) > 100 ? t('fault.number', { from: 0, to: 100 }) : null,
    },
  })
  const { send, busy, refusal } = useSending(setMarginRate, {
    changes: [listMarginRates, readRecount],
    form,
    onDone: ({ category, validFrom, margin }) => {
      const words = { margin: percent(margin), date: format.date(validFrom) }
      toast(t('counting.marginSaved', { category: category ?? t('counting.everything'), ...words }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('counting.marginTitle')}
      word={t('counting.marginDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ category, validFrom, margin }) =>
        send({ body: { category: category.trim() || null, validFrom, margin: shareOf(margin) } }),
      )}
    >
      <Autocomplete
        label={t('counting.category')}
        description={t('counting.categoryHint')}
        data={choices.data?.categories ?? []}
        limit={50}
        maxLength={64}
        {...form.getInputProps('category')}
      />
      <PercentField label={t('counting.margin')} {...form.getInputProps('margin')} />
      <TextInput type="date" label={t('counting.validFrom')} {...form.getInputProps('validFrom')} />
      <div className={classes.hint}>
        {announcement} {t('counting.recountHint.profit')}
      </div>
    </FormDialog>
  )
}

function RemoveMargin({ rate, onClose }: { rate: MarginRate; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { category, validFrom } = rate
  const action = useAction(removeMarginRate, {
    changes: [listMarginRates, readRecount],
    onDone: () => {
      toast(t('counting.marginRemoved'))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('counting.marginRemoveTitle', {
        category: category ?? t('counting.everything'),
        date: format.date(validFrom),
      })}
      word={t('counting.marginRemove')}
      action={action}
      onClose={onClose}
      onConfirm={() =>
        action.mutate({ query: category === null ? { validFrom } : { category, validFrom } })
      }
    >
      <p>{t('counting.marginRemoveWhat')}</p>
    </Confirm>
  )
}
