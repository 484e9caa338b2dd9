import '../design/tokens.css'
import '../design/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { chooseLanguage } from '#locales/language.ts'
import { asQuery, createQueries } from '../client/index.ts'
import { followColorScheme } from '../design/follow-color-scheme.ts'
import { keepOffline } from '../offline/keep-offline.ts'
import { App } from './app.tsx'
import { recall } from './kept.ts'
import { mannerOf } from './manner.ts'
import { readPortal, readPortalCard } from './routes.ts'
import { startWords } from './words.ts'

followColorScheme()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has lost its root')

const language = recall('language') ?? chooseLanguage(navigator.languages)
const queries = createQueries()
// Without a network a question fails at once and says so, rather than wait in silence.
const { queries: asking } = queries.getDefaultOptions()
queries.setDefaultOptions({
  queries: { ...asking, networkMode: 'always' },
  mutations: { networkMode: 'always' },
})
// The figures are on their way while the words still are: one wait on a slow network, not two.
if (recall('portal') === undefined) void queries.prefetchQuery(asQuery(readPortal, {}))
if (recall('entered') && recall('card') === undefined) {
  void queries.prefetchQuery(asQuery(readPortalCard, { query: { language } }))
}
const translator = await startWords(mannerOf(language, recall('portal')?.business))

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={translator}>
        <App language={language} />
      </I18nextProvider>
    </QueryClientProvider>
  </StrictMode>,
)

const leisureMillis = 2000
// It asks for every file again: not while the figures are still on their way.
setTimeout(() => void keepOffline({ script: '/worker.js', scope: '/' }), leisureMillis)
