/** How many days ago the latest of some customers was last here. */
export type Ago = { key: string; daysMin: number }

export type SpanUnit = 'days' | 'weeks' | 'months'

/** From so long ago (inclusive) to so long ago (exclusive); null: without a bound on that side. */
export type RecencySpan = { key: string; from: number | null; to: number | null }

const daysOf: Record<SpanUnit, number> = { months: 30.44, weeks: 7, days: 1 }

/** A bound may be rounded by so much of itself, and then stands for what was counted. */
const roundedShareMax = 0.1

/**
 * Spans that neither overlap nor leave a gap, all told in the coarsest unit that keeps their bounds
 * apart and true.
 * @param parts most recent first, apart from each other
 */
export function recencySpans(parts: readonly Ago[]): { unit: SpanUnit; spans: RecencySpan[] } {
  const boundsInDays = parts.slice(1).map(({ daysMin }) => daysMin)
  const unit = (['months', 'weeks'] as const).find((one) => isTold(boundsInDays, one)) ?? 'days'
  const bounds = inUnit(boundsInDays, unit)
  const spans = parts.map(({ key }, place) => ({
    key,
    from: bounds[place - 1] ?? null,
    to: bounds[place] ?? null,
  }))
  return { unit, spans }
}

const inUnit = (days: readonly number[], unit: SpanUnit) =>
  days.map((bound) => Math.round(bound / daysOf[unit]))

function isTold(days: readonly number[], unit: SpanUnit): boolean {
  const bounds = inUnit(days, unit)
  return days.every((exact, place) => {
    const rounded = bounds[place]!
    const isApart = rounded > (bounds[place - 1] ?? 0)
    return isApart && Math.abs(rounded * daysOf[unit] - exact) <= roundedShareMax * exact
  })
}

/** How many days with a purchase, from (inclusive) to (inclusive); null: or more. */
export type FrequencySpan = { key: string; from: number; to: number | null }

/** @param parts rarest first; each ends where the next begins, also where nobody stands between */
export function frequencySpans(parts: readonly { key: string; from: number }[]): FrequencySpan[] {
  return parts.map(({ key, from }, place) => {
    const next = parts[place + 1]
    return { key, from, to: next ? next.from - 1 : null }
  })
}
