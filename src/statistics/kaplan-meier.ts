import { normalQuantile } from './normal-quantile.ts'

/** `survival` after the events at `time`; `error` by Greenwood; bounds on the log-log scale. */
export type SurvivalStep = {
  time: number
  atRisk: number
  survival: number
  error: number
  low: number
  high: number
}

/**
 * Product-limit estimate (Kaplan, Meier 1958). `events[t]` and `censored[t]` are numbers of
 * subjects by whole time; who is censored at a time is still at risk at it. One step per time
 * with events.
 */
export function kaplanMeier(
  events: ArrayLike<number>,
  censored: ArrayLike<number>,
  level = 0.95,
): SurvivalStep[] {
  const z = normalQuantile(0.5 + level / 2)
  const steps: SurvivalStep[] = []
  let atRisk = total(events) + total(censored)
  let survival = 1
  let greenwood = 0
  for (let time = 0; time < Math.max(events.length, censored.length); time++) {
    const died = events[time] ?? 0
    if (died > 0) {
      survival *= 1 - died / atRisk
      greenwood += died / (atRisk * (atRisk - died))
      steps.push({ time, atRisk, survival, ...bounds(survival, greenwood, z) })
    }
    atRisk -= died + (censored[time] ?? 0)
  }
  return steps
}

/** First time at which survival is one half or less; null where it never is. */
export const medianSurvival = (steps: readonly SurvivalStep[]): number | null =>
  steps.find((step) => step.survival <= 0.5)?.time ?? null

function bounds(survival: number, greenwood: number, z: number) {
  if (survival <= 0) return { error: 0, low: 0, high: 0 }
  const reach = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
  return {
    error: survival * Math.sqrt(greenwood),
    low: survival ** Math.exp(reach),
    high: survival ** Math.exp(-reach),
  }
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < counts.length; index++) sum += counts[index]!
  return sum
}
