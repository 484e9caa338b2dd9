import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useState } from 'react'
import { changeWords, type Language } from '#locales/index.ts'
import { DesignProvider } from '../design/provider.tsx'
import { useLanguageChoice } from './language-choice.ts'
import { createAdminRouter } from './router.tsx'
import { nounOf, useKnownBusiness } from './session.ts'

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

/** Words, currency, zone and color follow the business as soon as it is known. */
function Surroundings({ translator, children }: { translator: i18n; children: ReactNode }) {
  const business = useKnownBusiness()
  const language = useWords(translator)
  return (
    <DesignProvider
      translator={translator}
      format={{
        language,
        timeZone: business?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        currency: business?.currency ?? 'EUR',
      }}
      {...(business && { accentHue: business.accentHue })}
    >
      {children}
    </DesignProvider>
  )
}

/** The language whose words are loaded, which follows the wished one a moment later. */
function useWords(translator: i18n): Language {
  const [wished] = useLanguageChoice()
  const { trade = 'gastronomy', presence = 'purchases' } = useKnownBusiness() ?? {}
  const [loaded, setLoaded] = useState(wished)
  useEffect(() => {
    let isCurrent = true
    changeWords(translator, wished, nounOf(trade), presence).then(
      () => isCurrent && setLoaded(wished),
    )
    return () => {
      isCurrent = false
    }
  }, [translator, wished, trade, presence])
  return loaded
}
