import { useFormat } from '../../design/provider.tsx'

/** `Euro`, `Schweizer Franken` */
export function useCurrencyName(): (code: string) => string {
  const { language } = useFormat()
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return (code) => names.of(code) ?? code
}

/** All currencies there are, by name, as a field for choosing wants them. */
export function useCurrencyOptions(): { value: string; label: string }[] {
  const nameOf = useCurrencyName()
  const { language } = useFormat()
  return Intl.supportedValuesOf('currency')
    .map((value) => ({ value, label: `${nameOf(value)} (${value})` }))
    .sort((first, second) => first.label.localeCompare(second.label, language))
}
