import { hash } from 'node:crypto'

/** What earlier rows of a file have named. */
export type Seen = { has(key: string): boolean; add(key: string): void }

const emptySlots = 65_536

/**
 * Keys of a whole file in a few bytes each: 64 bits of a hash, so that millions fit beside everything
 * else. Of ten million keys two share one with a chance of one in 400,000; it tells a dry run only.
 */
export class KeySet implements Seen {
  #slots = new BigUint64Array(emptySlots)
  #size = 0

  has(key: string): boolean {
    return this.#slots[slotOf(this.#slots, hashOf(key))] !== 0n
  }

  add(key: string): void {
    const hashed = hashOf(key)
    const slot = slotOf(this.#slots, hashed)
    if (this.#slots[slot] !== 0n) return
    this.#slots[slot] = hashed
    this.#size++
    if (this.#size * 2 > this.#slots.length) this.#grow()
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#slots.length * 2)
    for (const one of this.#slots) if (one !== 0n) larger[slotOf(larger, one)] = one
    this.#slots = larger
  }
}

/** What a portion names, above what was named before it; kept only once the portion is. */
export class Overlay implements Seen {
  readonly #below: Seen
  readonly #own = new Set<string>()

  constructor(below: Seen) {
    this.#below = below
  }

  has(key: string): boolean {
    return this.#own.has(key) || this.#below.has(key)
  }

  add(key: string): void {
    this.#own.add(key)
  }

  keep(): void {
    for (const key of this.#own) this.#below.add(key)
  }
}

/** Where a hash stands, or the free place for it; there always is one. */
function slotOf(slots: BigUint64Array, hashed: bigint): number {
  const mask = slots.length - 1
  let slot = Number(hashed & 0xffff_ffffn) & mask
  while (slots[slot] !== 0n && slots[slot] !== hashed) slot = (slot + 1) & mask
  return slot
}

/** Zero means a free place. */
const hashOf = (key: string): bigint => hash('sha256', key, 'buffer').readBigUInt64LE() || 1n
