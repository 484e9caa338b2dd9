import '../design/fonts.ts'
import '../design/tokens.css'
import '../design/global.css'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { defaultAccentHue } from '#kernel/accent.ts'
import { applyAccent } from '../design/accent.ts'
import { createFormat, type FormatSettings } from '../design/format.ts'
import { FormatContext } from '../design/use-format.ts'

type LookProps = {
  translator: i18n
  format: FormatSettings
  accentHue?: number
  children: ReactNode
}

/** Words, figures and colors of the till, without the office's fields and dialogs: it has none. */
export function Look({ translator, format, accentHue = defaultAccentHue, children }: LookProps) {
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
    <I18nextProvider i18n={translator}>
      <FormatContext value={formats}>{children}</FormatContext>
    </I18nextProvider>
  )
}
