import './fonts.ts'
import './mantine-styles.ts'
import './tokens.css'
import './global.css'
import { MantineProvider } from '@mantine/core'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { defaultAccentHue } from '#kernel/accent.ts'
import { applyAccent } from './accent.ts'
import { createFormat, type FormatSettings } from './format.ts'
import { styleNonce } from './nonce.ts'
import { cssVariables, theme } from './theme.ts'
import { Toasts } from './toast.tsx'
import { FormatContext } from './use-format.ts'

export { useFormat } from './use-format.ts'

type DesignProviderProps = {
  translator: i18n
  format: FormatSettings
  /** OKLCH hue the business chose, in degrees */
  accentHue?: number
  children: ReactNode
}

/** Words, figures, colors and type for everything below. */
export function DesignProvider({
  translator,
  format,
  accentHue = defaultAccentHue,
  children,
}: DesignProviderProps) {
  const { language, timeZone, currency } = format
  const formats = useMemo(
    () => createFormat({ language, timeZone, currency }),
    [language, timeZone, currency],
  )
  useEffect(() => applyAccent(accentHue), [accentHue])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <I18nextProvider i18n={translator}>
        <FormatContext value={formats}>
          {children}
          <Toasts />
        </FormatContext>
      </I18nextProvider>
    </MantineProvider>
  )
}
