import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '#contract/endpoints/session.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { ByPasskey } from '../access/by-passkey.tsx'
import { ByProvider } from '../access/by-provider.tsx'
import { CodeForm, type SecondStep } from '../access/code-form.tsx'
import { Bare } from '../bare.tsx'
import { type Session, sessionQuery, useWelcome } from '../session.ts'
import { goBack } from './go-back.ts'
import { LanguageLine } from './language-line.tsx'
import { PasswordField } from './password-field.tsx'
import classes from './sign-in.module.css'
import { useWaiting } from './waiting.ts'

export function SignInPage() {
  const { t } = useTranslation('sign-in')
  const { setUpNeeded, provider, passwordsClosed } = useWelcome()
  const { back } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const [step, setStep] = useState<SecondStep | null>(null)
  if (step) {
    return (
      <Bare title={t('title')}>
        <CodeForm step={step} onDone={enter} onBack={() => setStep(null)} />
        <LanguageLine />
      </Bare>
    )
  }
  return (
    <Bare title={t('title')}>
      {setUpNeeded ? (
        <>
          <h1>{t('unowned.title')}</h1>
          <p className={classes.reason}>{t('unowned.advice')}</p>
        </>
      ) : (
        <>
          <h1>{t('hello')}</h1>
          {provider !== null && (
            <ByProvider name={provider} isOnlyWay={passwordsClosed} back={back} />
          )}
          <SignInForm onEnter={enter} onStep={setStep} />
          <ByPasskey onDone={enter} />
          <p className={classes.forgotten}>{t('forgotten')}</p>
        </>
      )}
      <LanguageLine />
    </Bare>
  )
}

type SignInFormProps = {
  onEnter: (session: Session) => void
  onStep: (step: SecondStep) => void
}

function SignInForm({ onEnter, onStep }: SignInFormProps) {
  const { t } = useTranslation('sign-in')
  const [secondsLeft, wait] = useWaiting()
  const action = useAction(signIn, {
    onDone: (reply) => ('secondFactor' in reply ? onStep(reply.secondFactor) : onEnter(reply)),
  })
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: isNotEmpty(t('failed.emailMissing')),
      password: isNotEmpty(t('failed.passwordMissing')),
    },
  })
  const submit = form.onSubmit(({ email, password }) => {
    const onError = ({ retryAfterSeconds }: Problem) => retryAfterSeconds && wait(retryAfterSeconds)
    action.mutate({ body: { email: email.trim(), password } }, { onError })
  })
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        maxLength={254}
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        {...form.getInputProps('password')}
      />
      {action.error && <Refused problem={action.error} secondsLeft={secondsLeft} />}
      <div className={classes.submit}>
        <Button
          kind="main"
          type="submit"
          busy={action.isPending}
          disabled={secondsLeft !== null && secondsLeft > 0}
        >
          {t('submit')}
        </Button>
      </div>
    </form>
  )
}

type RefusedProps = { problem: Problem; secondsLeft: number | null }

function Refused({ problem, secondsLeft }: RefusedProps) {
  const { t } = useTranslation(['sign-in', 'errors', 'access'])
  const format = useFormat()
  const words = () => {
    if (problem.code === 'sign_in_failed') return t('failed.wrong')
    if (problem.code === 'passwords_closed') return t('access:provider.passwordsClosed')
    return t(`errors:title.${problem.kind}`)
  }
  if (problem.kind !== 'too_many' || secondsLeft === null) {
    return <Refusal>{words()}</Refusal>
  }
  return (
    <div>
      <Refusal>{t('failed.many')}</Refusal>
      <p className={classes.wait}>
        {secondsLeft > 0
          ? t('failed.wait', { duration: format.duration(secondsLeft) })
          : t('failed.again')}
      </p>
    </div>
  )
}

function useEnter() {
  const queries = useQueryClient()
  const router = useRouter()
  const { back } = useSearch({ from: '/sign-in' })
  return (session: Session) => {
    queries.setQueryData(sessionQuery.queryKey, session)
    return goBack(router, back)
  }
}
