import type { analytics as german } from '../de/analytics.ts'
import type { Same } from '../index.ts'

export const analytics: Same<typeof german> = {
  title: 'Reports',
  retention: { title: 'How many stay?' },
  cohorts: { title: 'By first month' },
  value: { title: 'What are they worth?' },
  rfm: { title: 'Who comes how often?' },
}
