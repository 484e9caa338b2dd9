import type { EventInput } from '#contract/language/event.ts'
import { identitiesOf, identityKey } from '#domain/customers/identity.ts'
import { keyText } from './versions.ts'

/**
 * Divides a batch so that its parts can be recorded side by side: what names the same customer, the
 * same event or the same purchase stays together and in its order, so that all ends as if it had
 * been recorded in one go. Two names that only the database knows to be one customer's may part, as
 * they may where two tills send at once: facts may come in any order.
 * @returns the places of the events of each part, ascending
 */
export function inParts(events: readonly EventInput[], parts: number): number[][] {
  const together = new Together(events.length)
  const firstWith = new Map<string, number>()
  events.forEach((event, place) => {
    for (const name of namesIn(event)) {
      const first = firstWith.get(name)
      if (first === undefined) firstWith.set(name, place)
      else together.join(first, place)
    }
  })
  const divided = Array.from({ length: parts }, (): number[] => [])
  const partOf = new Map<number, number[]>()
  events.forEach((_, place) => {
    const group = together.firstOf(place)
    const part = partOf.get(group) ?? smallest(divided)
    partOf.set(group, part)
    part.push(place)
  })
  return divided.filter((part) => part.length > 0)
}

const smallest = (parts: readonly number[][]) =>
  parts.reduce((least, part) => (part.length < least.length ? part : least))

/** All by which another event of the batch may speak of the same. */
function namesIn(event: EventInput): string[] {
  const names = [keyText(event)]
  if (event.type === 'return' && event.purchase) {
    const { source = event.source, externalId } = event.purchase
    names.push(keyText({ source, externalId }))
  }
  const { customer } = event
  if (!customer) return names
  if (customer.id !== undefined) names.push(`id:${customer.id}`)
  const identities = identitiesOf(customer)
  if (Array.isArray(identities)) names.push(...identities.map(identityKey))
  return names
}

/** Which places belong together: each leads to an earlier one, the first of all to itself. */
class Together {
  readonly #earlier: Uint32Array

  constructor(places: number) {
    this.#earlier = Uint32Array.from({ length: places }, (_, place) => place)
  }

  firstOf(place: number): number {
    let first = place
    while (this.#earlier[first] !== first) first = this.#earlier[first]!
    // Whoever asks again has one step to go.
    this.#earlier[place] = first
    return first
  }

  join(one: number, other: number): void {
    const [first, second] = [this.firstOf(one), this.firstOf(other)]
    this.#earlier[Math.max(first, second)] = Math.min(first, second)
  }
}
