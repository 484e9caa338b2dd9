import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import {
  type PlaceFailure,
  type PlacePurpose,
  placeFailures,
  readPlace,
  setPlace,
  tryPlace,
} from '#contract/endpoints/places.ts'
import { readSystem } from '#contract/endpoints/system.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { usePlacing } from '../forms/refusal.ts'
import { PlaceFields, usePlaceForm } from './place-fields.tsx'
import {
  type KnownPlace,
  keyOf,
  type PlaceValues,
  triedOf,
  valuesOf,
  wantedOf,
} from './place-values.ts'
import classes from './places.module.css'

type Props = { purpose: PlacePurpose; known: KnownPlace | null; onClose: () => void }

/** Nothing is kept that was not tried; a server that is new here is looked at first. */
export function PlaceDialog({ purpose, known, onClose }: Props) {
  const { t } = useTranslation('places')
  const form = usePlaceForm(valuesOf(purpose, known))
  const saving = useSaving({ purpose, known, onClose }, form.setErrors)
  const { asked, busy, refusal } = saving
  return (
    <FormDialog
      title={t(`${purpose}.title`)}
      word={t(asked ? 'confirm' : busy ? 'checking' : 'save')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(saving.save)}
    >
      {asked ? (
        <>
          <p className={forms.text}>{t(asked.isOther ? 'keyChanged' : 'keyUnknown')}</p>
          <p className={classes.key}>{asked.hostKey}</p>
          <p className={forms.hint}>{t('keyHint')}</p>
        </>
      ) : (
        <PlaceFields purpose={purpose} form={form} hasSecret={known?.hasSecret ?? false} />
      )}
    </FormDialog>
  )
}

/** A key the server showed; confirmed by pressing the button below it. */
type Shown = { server: string; hostKey: string; isOther: boolean }

const serverOf = ({ host, port }: PlaceValues) => `${host}:${port}`

function useSaving({ purpose, known, onClose }: Props, setErrors: SetErrors) {
  const { t } = useTranslation('places')
  const inWords = usePlaceRefusal()
  const [asked, setAsked] = useState<Shown | null>(null)
  const [confirmed, setConfirmed] = useState<Shown | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const trying = useAction(tryPlace)
  const setting = useAction(setPlace, {
    changes: [readPlace, readSystem, listDroppedFiles],
    onDone: () => {
      toast(t(`${purpose}.saved`))
      onClose()
    },
  })
  const onError = (problem: Problem) => {
    const { fields, rest } = inWords(problem)
    setErrors(fields)
    setRefusal(rest)
  }
  const params = { purpose }
  const save = (values: PlaceValues) => {
    const server = serverOf(values)
    const sure = asked ?? confirmed
    const tried = triedOf(values, sure?.server === server ? sure.hostKey : keyOf(known, values))
    const wanted = wantedOf(tried)
    const onSuccess = ({ failure, hostKey }: WireReply<typeof tryPlace>) => {
      if (hostKey !== null && isOfKey(failure))
        return setAsked({ server, hostKey, isOther: failure === 'place_host_key_changed' })
      if (failure !== null) return setRefusal(t(`failure.${failure}`))
      if (wanted) setting.mutate({ params, body: wanted }, { onError })
    }
    setRefusal(null)
    setConfirmed(sure)
    setAsked(null)
    trying.mutate({ params, body: tried }, { onError, onSuccess })
  }
  return { save, asked, refusal, busy: trying.isPending || setting.isPending }
}

type SetErrors = (errors: Record<string, string>) => void

const isOfKey = (failure: PlaceFailure | null) =>
  failure === 'place_host_key_unknown' || failure === 'place_host_key_changed'

function usePlaceRefusal() {
  const { t } = useTranslation('places')
  const place = usePlacing()
  return (problem: Problem) => {
    const failure = placeFailures.find((code) => code === problem.code)
    return failure ? { fields: {}, rest: t(`failure.${failure}`) } : place(problem)
  }
}
