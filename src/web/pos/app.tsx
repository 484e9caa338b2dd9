import type { i18n } from 'i18next'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { nounOf } from '#locales/language.ts'
import type { Problem } from '../client/index.ts'
import { useWords } from '../design/use-words.ts'
import { ChooseStore } from './choose-store.tsx'
import { Look } from './look.tsx'
import { Notice } from './notice.tsx'
import { forgetKeptReplies, useKeptCall } from './offline/use-kept-call.ts'
import { readSession } from './routes.ts'
import type { Session } from './session.ts'
import { changeWordsTo } from './words.ts'

const Display = lazy(() => import('./display/display.tsx'))

/** The window that is turned to the guest. */
const isDisplay = /^\/pos\/display\/?$/.test(window.location.pathname)

/** Who stands at the counter, and in which words. */
export function App({ translator }: { translator: i18n }) {
  const session = useKeptCall(readSession, {})
  const business = session.data?.business
  const language = useWords(translator, business?.language, nounOf(business?.trade), changeWordsTo)
  return (
    <Look
      translator={translator}
      format={{
        language,
        timeZone: business?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        currency: business?.currency ?? 'EUR',
      }}
      {...(business && { accentHue: business.accentHue })}
    >
      {session.data ? <Staffed session={session.data} /> : <Unstaffed problem={session.error} />}
    </Look>
  )
}

function Staffed({ session }: { session: Session }) {
  const { t } = useTranslation('pos')
  useEffect(() => {
    document.title = `${t('title')} · ${session.business.name}`
  }, [t, session.business.name])
  if (!session.permissions.includes('pos:serve')) return <Notice sentence={t('notForYou')} />
  if (!isDisplay) return <ChooseStore session={session} />
  return (
    <Suspense>
      <Display business={session.business} />
    </Suspense>
  )
}

function Unstaffed({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation('pos')
  const isSignedOut = problem?.kind === 'unauthenticated'
  useEffect(() => {
    if (isSignedOut) forgetKeptReplies()
  }, [isSignedOut])
  if (problem === null) return null
  if (!isSignedOut) return <Notice sentence={t('offline')} />
  return (
    <Notice sentence={t('signInFirst')}>
      <a href="/admin/sign-in?back=/pos">{t('signIn')}</a>
    </Notice>
  )
}
