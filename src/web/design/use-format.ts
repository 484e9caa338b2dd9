import { createContext, useContext } from 'react'
import type { Format } from './format.ts'

export const FormatContext = createContext<Format | null>(null)

/** How figures and dates are written here: in the person's language and the business's zone. */
export function useFormat(): Format {
  const format = useContext(FormatContext)
  if (format === null) throw new Error('useFormat needs a FormatContext above')
  return format
}
