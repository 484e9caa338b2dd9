import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { enterByProvider } from '#contract/endpoints/sign-in-provider.ts'
import { call, type Problem } from '../../client/index.ts'
import { StateLoading } from '../../design/state-loading.tsx'
import { Bare } from '../bare.tsx'
import { type Session, sessionQuery } from '../session.ts'
import { goBack } from '../sign-in/go-back.ts'
import { LanguageLine } from '../sign-in/language-line.tsx'
import classes from '../sign-in/sign-in.module.css'
import { takeBack } from './by-provider.tsx'

/** Where the provider sends people back to. */
export function ProviderPage() {
  const { t } = useTranslation(['access', 'sign-in'])
  const { code, state, iss } = useSearch({ from: '/sign-in/provider' })
  const isAnswered = code !== undefined && state !== undefined
  const entered = useEntering(isAnswered ? { code, state, iss } : null)
  const problem = entered.error
  return (
    <Bare title={t('sign-in:title')}>
      {isAnswered && !problem ? (
        <StateLoading shape="rows" />
      ) : (
        <>
          <h1>{t('access:provider.failed')}</h1>
          <p className={classes.reason}>{t(`access:provider.${reasonOf(problem)}`)}</p>
          <p className={classes.link}>
            <Link to="/sign-in">{t('sign-in:setUp.toSignIn')}</Link>
          </p>
        </>
      )}
      <LanguageLine />
    </Bare>
  )
}

type Answer = { code: string; state: string; iss: string | undefined }

function useEntering(answer: Answer | null) {
  const queries = useQueryClient()
  const router = useRouter()
  const entered = useQuery<Session, Problem>({
    queryKey: [enterByProvider.path, answer?.state],
    queryFn: () => call(enterByProvider, { body: bodyOf(answer!) }),
    enabled: answer !== null,
    // An answer counts once; asking again would only be refused.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const session = entered.data
  useEffect(() => {
    if (!session) return
    queries.setQueryData(sessionQuery.queryKey, session)
    void goBack(router, takeBack(), true)
  }, [session, queries, router])
  return entered
}

const bodyOf = ({ code, state, iss }: Answer) => ({
  code,
  state,
  ...(iss === undefined ? {} : { iss }),
})

function reasonOf(problem: Problem | null) {
  switch (problem?.code) {
    case 'provider_person_unknown':
      return 'unknown'
    case 'sign_in_step_over':
      return 'over'
    case 'provider_unreachable':
      return 'unreachable'
    default:
      return 'refused'
  }
}
