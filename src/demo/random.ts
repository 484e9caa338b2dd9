/**
 * A small deterministic source of chance: sfc32 by Chris Doty-Humphrey (public domain, from
 * PractRand 0.94, `sfc.h`), 128 bits of state, period at least 2^32. Equal keys give equal numbers
 * on every machine: besides integer arithmetic only log, exp and sqrt are used, which V8 computes
 * in software everywhere.
 */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1
  #spareNormal = Number.NaN

  /** Begins the stream named by these numbers anew. Streams of other names are independent. */
  restart(seed: number, name: number, part: number): this {
    this.#a = scramble(seed ^ 0x9e3779b9)
    this.#b = scramble(name ^ this.#a)
    this.#c = scramble(part ^ Math.imul(this.#b, 0x85ebca6b))
    this.#counter = 1
    this.#spareNormal = Number.NaN
    for (let round = 0; round < 12; round++) this.integer()
    return this
  }

  /** 32 random bits as a signed integer. */
  integer(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum
  }

  /** At least 0, below 1. */
  uniform(): number {
    return (this.integer() >>> 0) / 4_294_967_296
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  /** A whole number from 0, below `count`. */
  below(count: number): number {
    return Math.floor(this.uniform() * count)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** Index into ascending cumulative weights that end at 1. */
  weighted(cumulative: readonly number[]): number {
    const drawn = this.uniform()
    let index = 0
    while (index < cumulative.length - 1 && drawn >= cumulative[index]!) index++
    return index
  }

  /** Mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform())
  }

  /** Mean 0, variance 1. Polar method of Marsaglia and Bray (1964). */
  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const spare = this.#spareNormal
      this.#spareNormal = Number.NaN
      return spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      this.#spareNormal = y * factor
      return x * factor
    }
  }

  /** Mean `shape`, scale 1. Marsaglia and Tsang (2000); below 1 by their power of a uniform. */
  gamma(shape: number): number {
    if (shape < 1) {
      return this.gamma(shape + 1) * Math.exp(Math.log(1 - this.uniform()) / shape)
    }
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const cube = root * root * root
      const limit = 0.5 * x * x + d - d * cube + d * Math.log(cube)
      if (Math.log(1 - this.uniform()) < limit) return d * cube
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a)
    return x / (x + this.gamma(b))
  }

  /** Counts arrivals (Knuth), in pieces so that large means do not underflow. */
  poisson(mean: number): number {
    let count = 0
    for (let rest = mean; rest > 0; rest -= 500) {
      const limit = Math.exp(-Math.min(rest, 500))
      for (let product = this.uniform(); product > limit; product *= this.uniform()) count++
    }
    return count
  }
}

/** Ascending cumulative weights for `Random.weighted`. */
export function cumulative(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum / total
  })
}

/** The finalizer of MurmurHash3 (Austin Appleby, public domain). */
function scramble(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
