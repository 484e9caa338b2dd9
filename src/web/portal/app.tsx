import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#locales/language.ts'
import { call, useCall } from '../client/index.ts'
import { applyAccent } from '../design/accent.ts'
import { createFormat } from '../design/format.ts'
import { FormatContext } from '../design/use-format.ts'
import { type Guest, GuestContext } from './guest.ts'
import { forgetGuest, keep, recall } from './kept.ts'
import { Failed, Waiting } from './loaded.tsx'
import { mannerOf, useManner } from './manner.ts'
import { Pages } from './pages.tsx'
import { correctOwnData, type Portal, readPortal } from './routes.ts'
import { goTo } from './use-path.ts'

/** The business in its own color and words, and whoever holds the phone. */
export function App({ language: first }: { language: Language }) {
  const { t, i18n } = useTranslation('portal')
  const [language, setLanguage] = useState(first)
  const [entered, setEntered] = useState(recall('entered') ?? false)
  const reply = useCall(readPortal, {}, { remembered: recall('portal') })
  const portal = reply.data
  useManner(i18n, mannerOf(language, portal?.business))
  useLook(portal, t('title'))
  const queries = useQueryClient()
  if (portal === undefined) {
    return reply.error ? (
      <Failed problem={reply.error} onRetry={() => void reply.refetch()} />
    ) : (
      <Waiting />
    )
  }

  const guest: Guest = {
    portal,
    language,
    said: { query: { language } },
    chooseLanguage: (chosen) => {
      keep('language', chosen)
      setLanguage(chosen)
      // Mails follow; where that fails the screen has changed all the same.
      if (entered) void call(correctOwnData, { body: { language: chosen } }).catch(() => null)
    },
    enter: () => {
      forgetGuest()
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== readPortal.path })
      keep('entered', true)
      setEntered(true)
      goTo('/', 'instead')
    },
    leave: (path) => {
      forgetGuest()
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== readPortal.path })
      setEntered(false)
      goTo(path ?? '/', 'instead')
    },
  }
  return (
    <GuestContext value={guest}>
      <Figures portal={portal} language={language}>
        <Pages hasEntered={entered} />
      </Figures>
    </GuestContext>
  )
}

type FiguresProps = { portal: Portal; language: Language; children: React.ReactNode }

function Figures({ portal, language, children }: FiguresProps) {
  const { timeZone, currency } = portal.business
  const format = useMemo(
    () => createFormat({ language, timeZone, currency }),
    [language, timeZone, currency],
  )
  return <FormatContext value={format}>{children}</FormatContext>
}

function useLook(portal: Portal | undefined, title: string) {
  useEffect(() => {
    if (portal === undefined) return
    keep('portal', portal)
    applyAccent(portal.business.accentHue)
    document.title = `${title} · ${portal.business.name}`
  }, [portal, title])
}
