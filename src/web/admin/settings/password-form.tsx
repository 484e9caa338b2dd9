import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { changePassword, passwordCharactersMin, readSession } from '#contract/endpoints/session.ts'
import { listSessions } from '#contract/endpoints/sessions.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import classes from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { useNewPasswordFault } from '../sign-in/new-password.ts'
import { PasswordField } from '../sign-in/password-field.tsx'

export function PasswordForm() {
  const { t } = useTranslation(['settings', 'sign-in'])
  const nextFault = useNewPasswordFault()
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: { current: isNotEmpty(t('account.currentMissing')), next: nextFault },
  })
  const { send, busy, refusal } = useSending(changePassword, {
    changes: [readSession, listSessions],
    form,
    onDone: () => {
      form.reset()
      toast(t('account.passwordDone'))
    },
  })
  return (
    <form onSubmit={form.onSubmit((body) => send({ body }))} noValidate>
      <div className={classes.fields}>
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <PasswordField
          label={t('account.next')}
          description={t('sign-in:setUp.passwordHint', { count: passwordCharactersMin })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          {...form.getInputProps('next')}
        />
      </div>
      <Refusal>{refusal}</Refusal>
      <div className={classes.note}>
        <Button type="submit" busy={busy}>
          {t('account.passwordDo')}
        </Button>
      </div>
    </form>
  )
}
