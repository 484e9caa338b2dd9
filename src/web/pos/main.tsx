import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { chooseLanguage } from '#locales/language.ts'
import { createQueries } from '../client/index.ts'
import { followColorScheme } from '../design/follow-color-scheme.ts'
import { keepOffline } from '../offline/keep-offline.ts'
import { App } from './app.tsx'
import { startWords } from './words.ts'

followColorScheme()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has lost its root')

const translator = await startWords(chooseLanguage(navigator.languages), 'guest')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueries()}>
      <App translator={translator} />
    </QueryClientProvider>
  </StrictMode>,
)

void keepOffline({ script: '/pos/worker.js', scope: '/pos' })
