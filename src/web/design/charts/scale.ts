/** Maps a value linearly; where all values are one, the middle. */
export function linear(from: Span, to: Span): (value: number) => number {
  const width = from.high - from.low
  return (value) =>
    width === 0
      ? (to.low + to.high) / 2
      : to.low + ((value - from.low) / width) * (to.high - to.low)
}

export type Span = { low: number; high: number }

export function spanOf(values: Iterable<number | null | undefined>): Span {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value === null || value === undefined) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low > high ? { low: 0, high: 0 } : { low, high }
}

/** About as wide as a text of 13 px stands on the page; charts plan their margins with it. */
export const textWidth = (text: string) => text.length * 7.8

/** Moves labels apart along one axis until none is nearer than `gap`, keeping their order. */
export function parted(wished: readonly number[], gap: number): number[] {
  const order = wished.map((_, index) => index).sort((a, b) => (wished[a] ?? 0) - (wished[b] ?? 0))
  const placed = [...wished]
  for (let round = 0; round < 40; round++) {
    for (let next = 1; next < order.length; next++) {
      const above = order[next - 1] ?? 0
      const below = order[next] ?? 0
      const missing = gap - ((placed[below] ?? 0) - (placed[above] ?? 0))
      if (missing <= 0) continue
      placed[above] = (placed[above] ?? 0) - missing / 2
      placed[below] = (placed[below] ?? 0) + missing / 2
    }
  }
  return placed
}

/** Every how many labels can stand below their bars without touching. */
export function labelStride(labels: readonly string[], pitch: number): number {
  const widest = Math.max(0, ...labels.map(textWidth)) + 8
  return Math.max(1, Math.ceil(widest / Math.max(1, pitch)))
}

/** `M0 1L2 3`; a value that is not there parts the line. */
export function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  let isOpen = false
  let path = ''
  for (const point of points) {
    if (point === null) {
      isOpen = false
      continue
    }
    path += `${isOpen ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`
    isOpen = true
  }
  return path
}

export const round = (value: number) => Math.round(value * 10) / 10
