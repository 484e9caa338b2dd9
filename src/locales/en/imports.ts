import type { imports as german } from '../de/imports.ts'
import type { Same } from '../index.ts'

export const imports: Same<typeof german> = {
  title: 'Imports',
}
