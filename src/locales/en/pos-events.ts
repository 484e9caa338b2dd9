import type { posEvents as german } from '../de/pos-events.ts'

export const posEvents: typeof german = {
  takenBack: 'Booked and taken back',
}
