import type { Facts, Grant, Reversal } from './facts.ts'

type Fact = Grant | Reversal

/** Of each key the last telling; one of no points takes the fact back. */
export function lastTold(tellings: readonly Facts[]): Facts {
  return {
    grants: lastOf(tellings.flatMap(({ grants }) => grants)),
    reversals: lastOf(tellings.flatMap(({ reversals }) => reversals)),
  }
}

const lastOf = <T extends Fact>(facts: readonly T[]): T[] =>
  [...new Map(facts.map((fact) => [fact.key, fact])).values()].filter(({ points }) => points > 0)

/** What must be told so that the last telling of everything is what is wanted. */
export const retold = (booked: Facts, wanted: Facts): Facts => ({
  grants: differences(booked.grants, wanted.grants),
  reversals: differences(booked.reversals, wanted.reversals),
})

function differences<T extends Fact>(booked: readonly T[], wanted: readonly T[]): T[] {
  const before = new Map(booked.map((fact) => [fact.key, fact]))
  const told = wanted.filter((fact) => !isSame(before.get(fact.key), fact))
  const stay = new Set(wanted.map(({ key }) => key))
  const gone = booked.filter(({ key }) => !stay.has(key))
  return [...told, ...gone.map((fact) => ({ ...fact, points: 0 }))]
}

const isSame = (a: Fact | undefined, b: Fact): boolean => a !== undefined && textOf(a) === textOf(b)

/** The same text whatever the order of the properties. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
