import type { overview as german } from '../de/overview.ts'
import type { Same } from '../index.ts'

export const overview: Same<typeof german> = {
  title: 'Overview',
}
