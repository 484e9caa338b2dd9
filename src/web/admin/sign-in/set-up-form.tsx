import { TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  finishSetUp,
  passwordCharactersMin,
  type readSetUpLink,
} from '#contract/endpoints/session.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import words from '../../design/words.module.css'
import type { SecondStep } from '../access/code-form.tsx'
import type { Session } from '../session.ts'
import { useNewPasswordFault } from './new-password.ts'
import { PasswordField } from './password-field.tsx'
import classes from './sign-in.module.css'

type SetUpFormProps = {
  token: string
  link: WireReply<typeof readSetUpLink>
  onEnter: (session: Session) => void
  /** The person has a second factor, which is asked for here too. */
  onStep: (step: SecondStep) => void
}

/** Asks only for what the link does not know yet. */
export function SetUpForm({ token, link, onEnter, onStep }: SetUpFormProps) {
  const { t } = useTranslation(['sign-in', 'errors'])
  const isOwner = link.kind === 'owner'
  const asksName = link.kind !== 'password' || link.name === null
  const action = useAction(finishSetUp, {
    onDone: (reply) => ('secondFactor' in reply ? onStep(reply.secondFactor) : onEnter(reply)),
  })
  const passwordFault = useNewPasswordFault()
  const form = useForm({
    initialValues: { name: link.name ?? '', email: '', password: '' },
    validate: {
      name: isNotEmpty(t('setUp.nameMissing')),
      email: (text) => (isOwner ? isEmail(t('setUp.emailWrong'))(text.trim()) : null),
      password: passwordFault,
    },
  })
  const submit = form.onSubmit(({ name, email, password }) =>
    action.mutate({ body: { token, name, password, ...(isOwner && { email: email.trim() }) } }),
  )
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {asksName && (
        <TextInput
          label={t('setUp.name')}
          description={t('setUp.nameHint')}
          autoComplete="name"
          maxLength={200}
          {...form.getInputProps('name')}
        />
      )}
      {isOwner ? (
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          maxLength={254}
          {...form.getInputProps('email')}
        />
      ) : (
        <FixedEmail email={link.email ?? ''} />
      )}
      <PasswordField
        label={t('password')}
        description={t('setUp.passwordHint', { count: passwordCharactersMin })}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      {action.error && (
        <Refusal>
          {action.error.code === 'set_up_link_spent'
            ? t('setUp.spent')
            : t(`errors:title.${action.error.kind}`)}
        </Refusal>
      )}
      <div className={classes.submit}>
        <Button kind="main" type="submit" busy={action.isPending}>
          {t(submitWord[link.kind])}
        </Button>
      </div>
    </form>
  )
}

const submitWord = {
  owner: 'setUp.submitOwner',
  invitation: 'setUp.submitInvitation',
  password: 'setUp.submitPassword',
} as const

/** Shown, not asked; password managers read it from the field nobody sees. */
function FixedEmail({ email }: { email: string }) {
  const { t } = useTranslation('sign-in')
  return (
    <p className={classes.fixed}>
      <span>{t('email')}</span>
      {email}
      <input
        className={words.unseen}
        autoComplete="username"
        value={email}
        tabIndex={-1}
        aria-hidden
        readOnly
      />
    </p>
  )
}
