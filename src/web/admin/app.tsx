import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useState } from 'react'
import { changeWords, isLanguage } from '#locales/index.ts'
import { DesignProvider } from '../design/provider.tsx'
import { createAdminRouter } from './router.tsx'
import { useKnownSession } from './session.ts'

type AppProps = { translator: i18n; queries: QueryClient }

export function App({ translator, queries }: AppProps) {
  const [router] = useState(() => createAdminRouter(queries))
  return (
    <QueryClientProvider client={queries}>
      <Surroundings translator={translator}>
        <RouterProvider router={router} />
      </Surroundings>
    </QueryClientProvider>
  )
}

/** Language, currency, zone and colour follow whoever is signed in, and the business. */
function Surroundings({ translator, children }: { translator: i18n; children: ReactNode }) {
  const session = useKnownSession()
  const browserLanguage = isLanguage(translator.language) ? translator.language : 'de'
  const [language, setLanguage] = useState(browserLanguage)
  const wished = session?.person.language ?? session?.business.language ?? browserLanguage
  const noun = session?.business.customerNoun ?? 'guest'
  useEffect(() => {
    let isCurrent = true
    changeWords(translator, wished, noun).then(() => isCurrent && setLanguage(wished))
    return () => {
      isCurrent = false
    }
  }, [translator, wished, noun])
  return (
    <DesignProvider
      translator={translator}
      format={{
        language,
        timeZone: session?.business.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        currency: session?.business.currency ?? 'EUR',
      }}
      {...(session && { accentHue: session.business.accentHue })}
    >
      {children}
    </DesignProvider>
  )
}
