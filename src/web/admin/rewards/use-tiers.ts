import { useFormat } from '../../design/provider.tsx'
import { useCurrencies } from './use-reward-words.ts'

/** The levels of the program, from the lowest to the highest. */
export const useTiers = () => useCurrencies().program.data?.tiers?.levels ?? []

export function useTierNames(): (keys: readonly string[]) => string {
  const format = useFormat()
  const levels = useTiers()
  return (keys) =>
    format.list(keys.map((key) => levels.find((one) => one.key === key)?.name ?? key))
}
