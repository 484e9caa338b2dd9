import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readSetUpLink } from '#contract/endpoints/session.ts'
import { call, Problem } from '../../client/index.ts'
import { CodeForm, type SecondStep } from '../access/code-form.tsx'
import { Bare } from '../bare.tsx'
import { Loaded } from '../loaded.tsx'
import {
  type Session,
  sessionQuery,
  useKnownBusiness,
  useWelcome,
  welcomeQuery,
} from '../session.ts'
import { LanguageLine } from './language-line.tsx'
import { SetUpForm } from './set-up-form.tsx'
import classes from './sign-in.module.css'

type SetUpLink = WireReply<typeof readSetUpLink>

/** Behind a set-up link: the first owner, an invited person, or a new password. */
export function SetUpPage() {
  const { t } = useTranslation('sign-in')
  // Behind the `#`, which browsers send to nobody.
  const token = useLocation({ select: ({ hash }) => /^token=(.+)$/.exec(hash)?.[1] })
  return (
    <Bare title={t('setUp.title')}>
      {token === undefined ? <Missing /> : <Opened token={token} />}
      <LanguageLine />
    </Bare>
  )
}

function Opened({ token }: { token: string }) {
  const enter = useEnter()
  const [step, setStep] = useState<SecondStep | null>(null)
  const link = useQuery<SetUpLink, Problem>({
    queryKey: [readSetUpLink.path, token],
    queryFn: () => call(readSetUpLink, { body: { token } }),
    // Asked once: whoever has used the link must not see it as spent a moment later.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  if (step) return <CodeForm step={step} onDone={enter} onBack={() => setStep(null)} />
  if (link.error instanceof Problem && isSpent(link.error)) return <Spent />
  return (
    <Loaded reply={link} shape="rows">
      {(known) => (
        <>
          <Greeting link={known} />
          <SetUpForm token={token} link={known} onEnter={enter} onStep={setStep} />
        </>
      )}
    </Loaded>
  )
}

function useEnter() {
  const queries = useQueryClient()
  const router = useRouter()
  return async (session: Session) => {
    queries.setQueryData(sessionQuery.queryKey, session)
    queries.removeQueries({ queryKey: welcomeQuery.queryKey })
    await router.navigate({ to: '/' })
  }
}

/** A link of another length than ours was not copied whole, which is the same to its reader. */
const isSpent = ({ code, kind }: Problem) => code === 'set_up_link_spent' || kind === 'malformed'

function Greeting({ link: { kind, role } }: { link: SetUpLink }) {
  const { t } = useTranslation(['sign-in', 'settings'])
  const business = useKnownBusiness()?.name || 'Stammgast'
  switch (kind) {
    case 'owner':
      return <Words title={t('setUp.owner')} reason={t('setUp.ownerReason')} />
    case 'invitation':
      return (
        <Words
          title={t('setUp.invitation', { business })}
          reason={t('setUp.invitationReason', {
            role: t(`settings:roles.${role}.name`),
            explanation: t(`settings:roles.${role}.may`),
          })}
        />
      )
    case 'password':
      return <Words title={t('setUp.password')} reason={t('setUp.passwordReason')} />
  }
}

function Spent() {
  const { t } = useTranslation('sign-in')
  const { setUpNeeded } = useWelcome()
  if (setUpNeeded) return <Words title={t('setUp.spent')} reason={t('setUp.spentReasonUnowned')} />
  return (
    <>
      <Words title={t('setUp.spent')} reason={t('setUp.spentReason')} />
      <ToSignIn />
    </>
  )
}

function Missing() {
  const { t } = useTranslation('sign-in')
  return (
    <>
      <Words title={t('setUp.missing')} reason={t('setUp.missingReason')} />
      <ToSignIn />
    </>
  )
}

function ToSignIn() {
  const { t } = useTranslation('sign-in')
  return (
    <p className={classes.link}>
      <Link to="/sign-in">{t('setUp.toSignIn')}</Link>
    </p>
  )
}

const Words = ({ title, reason }: { title: string; reason: string }) => (
  <>
    <h1>{title}</h1>
    <p className={classes.reason}>{reason}</p>
  </>
)
