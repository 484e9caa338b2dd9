import type { Plan } from '../program.ts'

/** Whether a rule in force as the day begins gives points for a birthday. */
export const givesForBirthdays = ({ zone, inForce }: Plan, day: number): boolean =>
  inForce(zone.startOf(day).getTime()).earners.some(
    ({ rule: { way } }) => way.kind === 'per_event' && way.event === 'birthday',
  )
