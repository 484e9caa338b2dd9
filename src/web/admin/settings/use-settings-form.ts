import { type FormValidateInput, useForm } from '@mantine/form'
import { useState } from 'react'
import {
  type Business,
  type BusinessChange,
  readBusiness,
  readRecount,
  updateBusiness,
} from '#contract/endpoints/business.ts'
import { readSession, readWelcome } from '#contract/endpoints/session.ts'
import { useAction } from '../../client/index.ts'
import { differing } from '../forms/differing.ts'
import { usePlacing } from '../forms/refusal.ts'

type SettingsFormOptions<Values> = {
  known: Business
  /** The settings as fields hold them. */
  read: (business: Business) => Values
  /** The fields as settings. */
  write: (values: Values) => BusinessChange
  validate: FormValidateInput<Values>
  onSaved: (change: BusinessChange) => void
}

/** A form over some settings of the business: only what differs from what holds is sent. */
export function useSettingsForm<Values extends Record<string, unknown>>(
  options: SettingsFormOptions<Values>,
) {
  const { known, read, write, validate, onSaved } = options
  const place = usePlacing()
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useForm<Values>({ initialValues: read(known), validate })
  const change = differing(known, write(form.values))
  const action = useAction(updateBusiness, {
    changes: [readBusiness, readRecount, readSession, readWelcome],
    onDone: () => onSaved(change),
  })
  const submit = form.onSubmit(() => {
    setRefusal(null)
    action.mutate(
      { body: change },
      {
        onError: (problem) => {
          const { fields, rest } = place(problem)
          form.setErrors(fields)
          setRefusal(rest)
        },
      },
    )
  })
  const discard = () => {
    form.setValues(read(known))
    form.clearErrors()
    setRefusal(null)
  }
  const isOpen = Object.keys(change).length > 0
  return {
    form,
    change,
    submit,
    row: { isOpen, busy: action.isPending, refusal, onDiscard: discard },
  }
}
