import { isNotEmpty, useForm } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmSession } from '#contract/endpoints/session.ts'
import type { Problem } from '../../client/index.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { PasswordField } from '../sign-in/password-field.tsx'

type Proof = {
  /** Asks for the password where that was the trouble, and then does it once more. */
  orAsk: (problem: Problem, again: () => void) => void
  dialog: ReactNode
}

/** For what only the person themselves may change, a while after they signed in. */
export function useProof(): Proof {
  const [again, setAgain] = useState<{ act: () => void } | null>(null)
  const orAsk: Proof['orAsk'] = (problem, act) => {
    if (problem.code === 'confirmation_needed') setAgain({ act })
  }
  const onDone = () => {
    again?.act()
    setAgain(null)
  }
  const dialog = again && <GiveProof onDone={onDone} onClose={() => setAgain(null)} />
  return { orAsk, dialog }
}

/** What is asked for in the dialog is no refusal to be shown. */
export const isRefused = (problem: Problem | null): problem is Problem =>
  problem !== null && problem.code !== 'confirmation_needed'

function GiveProof({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation('access')
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: isNotEmpty(t('proof.missing')) },
  })
  const { send, busy, refusal } = useSending(confirmSession, { changes: [], form, onDone })
  return (
    <FormDialog
      title={t('proof.title')}
      word={t('proof.do')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ body }))}
    >
      <p className={forms.text}>{t('proof.why')}</p>
      <PasswordField
        label={t('proof.password')}
        autoComplete="current-password"
        data-autofocus
        {...form.getInputProps('password')}
      />
      <p className={forms.hint}>{t('proof.without')}</p>
    </FormDialog>
  )
}
