import type { settings as german } from '../de/settings.ts'
import type { Same } from '../index.ts'

export const settings: Same<typeof german> = {
  title: 'Settings',
}
