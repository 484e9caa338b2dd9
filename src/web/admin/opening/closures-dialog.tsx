import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  type Closure,
  closuresMax,
  listOpeningHours,
  setOpeningHours,
} from '#contract/endpoints/opening-hours.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import type { NamedOpening } from './named-opening.ts'
import classes from './opening.module.css'

type Values = { closures: (Closure & { key: number })[] }

let keys = 0
const keyed = (closure: Closure) => ({ ...closure, key: ++keys })
const blank: Closure = { from: '', until: '', name: '' }

/** Days on which a store is closed, whatever its week says. */
export function ClosuresDialog({
  opening,
  onClose,
}: {
  opening: NamedOpening
  onClose: () => void
}) {
  const { t } = useTranslation('opening')
  const form = useForm<Values>({
    initialValues: { closures: opening.closures.map(keyed) },
    validate: {
      closures: {
        from: isNotEmpty(t('missing')),
        until: (until, { closures }, path) => {
          const { from = '' } = closures[Number(path.split('.')[1])] ?? {}
          if (until === '') return t('missing')
          return until < from ? t('reversed') : null
        },
        name: isNotEmpty(t('missing')),
      },
    },
  })
  const { send, busy, refusal } = useSending(setOpeningHours, {
    ...{ changes: [listOpeningHours], form },
    onDone: () => {
      toast(t('closuresDone'))
      onClose()
    },
  })
  const submit = ({ closures }: Values) =>
    send({
      params: { storeId: opening.storeId },
      body: { closures: closures.map(({ from, until, name }) => ({ from, until, name })) },
    })
  const { closures } = form.values
  return (
    <FormDialog
      title={t('closuresTitle', { name: opening.name })}
      word={t('closuresDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(submit)}
    >
      <p className={forms.hint}>
        {t('closuresHint')} {closures.length === 0 && t('closuresNone')}
      </p>
      {closures.map(({ key, name }, place) => (
        <div key={key} className={classes.closure}>
          <TextInput
            className={classes.name}
            label={t('name')}
            placeholder={t('nameHint')}
            maxLength={80}
            {...form.getInputProps(`closures.${place}.name`)}
          />
          <TextInput
            type="date"
            label={t('from')}
            {...form.getInputProps(`closures.${place}.from`)}
          />
          <TextInput
            type="date"
            label={t('until')}
            {...form.getInputProps(`closures.${place}.until`)}
          />
          <Button
            kind="word"
            aria-label={name === '' ? t('remove') : t('removeOf', { name })}
            onClick={() => form.removeListItem('closures', place)}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      {closures.length < closuresMax && (
        <div>
          <Button kind="word" onClick={() => form.insertListItem('closures', keyed(blank))}>
            {t('add')}
          </Button>
        </div>
      )}
    </FormDialog>
  )
}
