import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { eraseCustomer } from '#contract/endpoints/rights.ts'
import { useAction, useAskAgain } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import classes from './privacy.module.css'

type Plan = WireReply<typeof eraseCustomer>
type Props = { customerId: string; name: string }

/** Erases a person for good, after saying what goes and what stays, and a word typed by hand. */
export function ErasePerson({ customerId, name }: Props) {
  const { t } = useTranslation('rights')
  const refusal = useRefusal()
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const plan = useAction(eraseCustomer)
  const erasing = useErasing()
  const params = { customerId }
  const ask = () => {
    setTyped('')
    setAsking(true)
    plan.mutate({ params, body: { dryRun: true } })
  }
  const isReady =
    plan.data?.waitsFor.length === 0 && typed.trim().toUpperCase() === t('person.word')
  const failed = plan.error ?? erasing.error
  return (
    <>
      <Button kind="destructive" onClick={ask}>
        {t('person.erase')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('person.title', { name })}
        actions={
          <Button
            kind="destructive"
            busy={erasing.isPending}
            disabled={!isReady}
            onClick={() => erasing.mutate({ params, body: { dryRun: false } })}
          >
            {t('person.doErase')}
          </Button>
        }
      >
        {plan.data ? <WhatHappens plan={plan.data} /> : !failed && <StateLoading shape="rows" />}
        {plan.data?.waitsFor.length === 0 && (
          <TextInput
            label={t('person.type', { word: t('person.word') })}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
          />
        )}
        {failed && (
          <Refusal place="below">
            {failed.code === 'caller_limited_to_stores' ? t('person.notHere') : refusal(failed)}
          </Refusal>
        )}
      </Dialog>
    </>
  )
}

function useErasing() {
  const { t } = useTranslation('rights')
  const navigate = useNavigate()
  const askAgain = useAskAgain()
  return useAction(eraseCustomer, {
    onDone: async () => {
      toast(t('person.erased'))
      await navigate({ to: '/customers' })
      askAgain()
    },
  })
}

function WhatHappens({ plan }: { plan: Plan }) {
  const { t } = useTranslation('rights')
  const format = useFormat()
  const lines = (counts: Plan['goes'] | Plan['stays']) =>
    counts.map(({ kind, count }) => ({
      key: kind,
      word: t(`counts.${kind}`),
      value: format.number(count),
    }))
  return (
    <div className={classes.plan}>
      {plan.people > 1 && <p>{t('person.merged', { count: plan.people - 1 })}</p>}
      <h3>{t('person.goes')}</h3>
      <KeyValues lines={lines(plan.goes)} />
      {plan.stays.length > 0 && (
        <>
          <h3>{t('person.stays')}</h3>
          <KeyValues lines={lines(plan.stays)} />
          <p className={forms.hint}>{t('person.staysWhy')}</p>
        </>
      )}
      {plan.points
        .filter(({ balance }) => balance > 0)
        .map(({ currency, name, balance }) => (
          <p key={currency}>{t('person.pointsStay', { name, points: balance })}</p>
        ))}
      <Waits plan={plan} />
    </div>
  )
}

function Waits({ plan: { waitsFor } }: { plan: Plan }) {
  const { t } = useTranslation('rights')
  const format = useFormat()
  if (waitsFor.length === 0) return null
  return (
    <div role="alert">
      <p>
        <Warning>{t('person.waits')}</Warning>
      </p>
      {waitsFor.map(({ kind, until }) => (
        <p key={kind}>
          {t(`person.waitsFor.${kind}`, {
            time: until && format.moment(until),
          })}
        </p>
      ))}
    </div>
  )
}
