import { useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { Frame, FrameGap, frameLinkClass } from '../../design/frame.tsx'
import { PageHead } from '../../design/page-head.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { ChartsScreen } from './charts-screen.tsx'
import { CustomerScreen } from './customer-screen.tsx'
import { OverviewScreen } from './overview-screen.tsx'
import { PartsScreen } from './parts-screen.tsx'
import { RetentionScreen } from './retention-screen.tsx'

const screens = ['overview', 'retention', 'customer', 'charts', 'parts'] as const
type Screen = (typeof screens)[number]

const words = ['Übersicht', 'Gäste', 'Programm', 'Maßnahmen', 'Service', 'Auswertungen']

/** Every component and chart with the figures of the drawn screens, to be held beside them. */
export function GalleryPage() {
  const [screen, setScreen] = useState<Screen>(
    () => screens.find((name) => window.location.hash === `#${name}`) ?? 'overview',
  )
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = { overview: 0, customer: 1, retention: 5, charts: 5, parts: 5 }[screen]
  return (
    <Frame
      business={{ name: 'Café Morgenrot' }}
      person={{ name: 'Lena Hartwig' }}
      place={screen}
      onSignOut={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}
      navigation={
        <>
          {words.map((word, place) => (
            <a
              key={word}
              href="#content"
              className={frameLinkClass}
              aria-current={place === current ? 'page' : undefined}
            >
              {word}
            </a>
          ))}
          <FrameGap />
          <a href="#content" className={frameLinkClass}>
            Theke
          </a>
          <a href="#content" className={frameLinkClass}>
            Einstellungen
          </a>
        </>
      }
    >
      <PageHead
        onSearch={() => undefined}
        {...(screen === 'overview' ? {} : { crumbs: crumbsOf(screen) })}
      />
      {screen === 'overview' && <OverviewScreen />}
      {screen === 'retention' && <RetentionScreen />}
      {screen === 'customer' && <CustomerScreen />}
      {screen === 'charts' && <ChartsScreen />}
      {screen === 'parts' && <PartsScreen />}
      <div style={{ marginTop: 24 }}>
        <Segmented
          label="Screen"
          look="words"
          value={screen}
          options={screens.map((value) => ({ value, word: value }))}
          onChange={setScreen}
        />
      </div>
    </Frame>
  )
}

function crumbsOf(screen: Screen) {
  const link = (word: string) => (
    <a key={word} href="#content">
      {word}
    </a>
  )
  return screen === 'customer'
    ? [link('Gäste'), 'Herr Brandt']
    : [link('Auswertungen'), 'Wie viele bleiben?']
}
