/**
 * Business time. Never SQL's now(): a demo database carries an offset, forward only.
 * Sessions, tokens and jobs use real time instead.
 */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

export const fixedClock = (instant: string | Date): Clock => {
  const at = new Date(instant)
  return { now: () => new Date(at) }
}

export const shiftedClock = (offsetMillis: number): Clock => ({
  now: () => new Date(Date.now() + offsetMillis),
})
