import { useMediaQuery } from '@mantine/hooks'

/** Whether the screen is narrow enough for the phone's own arrangement. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false }) ?? false
}
