import type { Cause, Movement } from './book-account.ts'

/**
 * What must be booked so that the books say what a replay says: per cause, lot and instant, the
 * difference. Nothing that was booked is touched.
 */
export function corrections(booked: readonly Movement[], wanted: readonly Movement[]): Movement[] {
  const flows = new Map<string, { movement: Movement; points: number }>()
  for (const movement of wanted) count(flows, movement, 1)
  for (const movement of booked) count(flows, movement, -1)
  return [...flows.values()]
    .filter(({ points }) => points !== 0)
    .map(({ movement, points }) => flow(movement, points))
    .sort((a, b) => a.at - b.at)
}

function count(
  flows: Map<string, { movement: Movement; points: number }>,
  movement: Movement,
  sign: 1 | -1,
): void {
  const forward = movement.from < movement.to
  const points = sign * (forward ? movement.points : -movement.points)
  const key = keyOf(movement, forward)
  const known = flows.get(key)
  if (known) known.points += points
  else flows.set(key, { movement: forward ? movement : turned(movement), points })
}

function keyOf({ cause, at, lot, issuer, from, to }: Movement, forward: boolean): string {
  const accounts = forward ? [from, to] : [to, from]
  return [idOf(cause), at, lot ?? '', issuer, ...accounts].join(' ')
}

const idOf = (cause: Cause) => (cause.kind === 'clock' ? cause.kind : `${cause.kind} ${cause.id}`)

const turned = (movement: Movement): Movement => ({
  ...movement,
  from: movement.to,
  to: movement.from,
})

const flow = (movement: Movement, points: number): Movement =>
  points > 0 ? { ...movement, points } : { ...turned(movement), points: -points }
