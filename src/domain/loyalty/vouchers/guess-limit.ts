import { type Caller, callerKey } from '#contract/route.ts'
import { Refusal } from '#kernel/errors.ts'

/** So many unknown codes may be asked for at once; after that so many a minute. */
type Allowance = { atOnce: number; perMinute: number }

/** A person types; a program asks for all the visitors of a shop. */
const ofPerson: Allowance = { atOnce: 10, perMinute: 1 }
const ofProgram: Allowance = { atOnce: 100, perMinute: 20 }

const minuteMillis = 60_000
const callersMax = 10_000

type Bucket = { left: number; at: number }

/**
 * Counts, per caller, the codes they asked for that do not exist. Who used up their allowance is
 * turned away before any code is looked up, so that the reply tells nothing. One program serves
 * one database, so memory is enough; it counts by real time.
 */
export class GuessLimit {
  readonly #buckets = new Map<string, Bucket>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** @throws Refusal for whoever guessed too much */
  refuseGuesser(caller: Caller): void {
    if (this.#bucketOf(caller).left >= 1) return
    throw new Refusal(
      'too_many',
      'voucher_code_guesses_too_many',
      'Too many codes that do not exist were asked for. Try again in a minute.',
    )
  }

  noteUnknownCodes(caller: Caller, count: number): void {
    if (count > 0) this.#bucketOf(caller).left -= count
  }

  #bucketOf(caller: Caller): Bucket {
    const key = callerKey(caller) ?? ''
    const { atOnce, perMinute } = caller.kind === 'key' ? ofProgram : ofPerson
    const known = this.#buckets.get(key)
    const now = this.#now()
    const gained = known ? ((now - known.at) / minuteMillis) * perMinute : 0
    const bucket = { left: Math.min(atOnce, (known?.left ?? atOnce) + gained), at: now }
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    if (this.#buckets.size > callersMax) this.#buckets.delete(this.#buckets.keys().next().value!)
    return bucket
  }
}
