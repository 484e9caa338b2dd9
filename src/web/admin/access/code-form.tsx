import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { enterCode } from '#contract/endpoints/session.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import type { Session } from '../session.ts'
import classes from '../sign-in/sign-in.module.css'
import { useWaiting } from '../sign-in/waiting.ts'
import { ByPasskey } from './by-passkey.tsx'

export type SecondStep = { code: boolean; passkey: boolean }

type CodeFormProps = {
  step: SecondStep
  onDone: (session: Session) => void
  onBack: () => void
}

/** After the password: what only this person has. */
export function CodeForm({ step, onDone, onBack }: CodeFormProps) {
  const { t } = useTranslation('access')
  const [secondsLeft, wait] = useWaiting()
  const action = useAction(enterCode, { onDone })
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: isNotEmpty(t('second.codeMissing')) },
  })
  const field = useRef<HTMLInputElement>(null)
  // The page has changed under their hands; the next thing to do is to type.
  useEffect(() => field.current?.focus(), [])
  const submit = form.onSubmit(({ code }) => {
    const onError = ({ retryAfterSeconds }: Problem) => retryAfterSeconds && wait(retryAfterSeconds)
    action.mutate({ body: { code } }, { onError })
  })
  return (
    <>
      <h1>{t('second.ask')}</h1>
      <p className={classes.reason}>{t(step.code ? 'second.askReason' : 'second.askPasskey')}</p>
      {step.passkey && <ByPasskey onDone={onDone} />}
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t(step.code ? 'second.code' : 'second.recovery')}
          description={t(step.code ? 'second.codeHint' : 'second.recoveryHint')}
          inputMode={step.code ? 'text' : undefined}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          ref={field}
          {...form.getInputProps('code')}
        />
        {action.error && <Refused problem={action.error} secondsLeft={secondsLeft} />}
        <div className={classes.submit}>
          <Button
            kind={step.code ? 'main' : 'outlined'}
            type="submit"
            busy={action.isPending}
            disabled={secondsLeft !== null && secondsLeft > 0}
          >
            {t('second.enter')}
          </Button>
          <Button kind="word" onClick={onBack}>
            {t('second.back')}
          </Button>
        </div>
      </form>
      <p className={classes.forgotten}>{t('second.lost')}</p>
    </>
  )
}

type RefusedProps = { problem: Problem; secondsLeft: number | null }

function Refused({ problem, secondsLeft }: RefusedProps) {
  const { t } = useTranslation(['access', 'sign-in', 'errors'])
  const format = useFormat()
  const words = () => {
    if (problem.code === 'code_wrong') return t('access:second.codeWrong')
    if (problem.code === 'sign_in_step_over') return t('access:second.over')
    return t(`errors:title.${problem.kind}`)
  }
  return (
    <div>
      <Refusal>{words()}</Refusal>
      {secondsLeft !== null && (
        <p className={classes.wait}>
          {secondsLeft > 0
            ? t('sign-in:failed.wait', { duration: format.duration(secondsLeft) })
            : t('sign-in:failed.again')}
        </p>
      )}
    </div>
  )
}
