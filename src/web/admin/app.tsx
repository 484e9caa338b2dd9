import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { i18n } from 'i18next'
import { type ReactNode, useCallback, useState } from 'react'
import { changeWords } from '#locales/index.ts'
import { nounOf } from '#locales/language.ts'
import { DesignProvider } from '../design/provider.tsx'
import { useWords } from '../design/use-words.ts'
import { useLanguageChoice } from './language-choice.ts'
import { createAdminRouter } from './router.tsx'
import { useKnownBusiness } from './session.ts'

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
  const [wished] = useLanguageChoice()
  const presence = business?.presence
  const change = useCallback<typeof changeWords>(
    (words, next, noun) => changeWords(words, next, noun, presence),
    [presence],
  )
  const language = useWords(translator, wished, nounOf(business?.trade), change)
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
