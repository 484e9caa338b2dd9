import { useMemo } from 'react'
import { useFormat } from '../../design/provider.tsx'

/** The currencies and time zones of the world, as choices. */
export function useTermChoices() {
  const { language } = useFormat()
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    const currencies = Intl.supportedValuesOf('currency').map((value) => ({
      value,
      word: `${names.of(value)} (${value})`,
    }))
    const byName = (a: { word: string }, b: { word: string }) =>
      a.word.localeCompare(b.word, language)
    return {
      currencies: currencies.sort(byName),
      timeZones: Intl.supportedValuesOf('timeZone').map((value) => ({ value, word: value })),
    }
  }, [language])
}
