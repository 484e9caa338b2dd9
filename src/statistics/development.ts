import { normalQuantile } from './normal-quantile.ts'
import type { Interval } from './wilson-interval.ts'

/** What began together: how much there was, and what happened to it in its 1st, 2nd, ... period. */
export type Vintage = { exposure: number; happened: readonly number[] }

export type Development = {
  /** Share of the exposure to which it happens in the end. */
  ultimate: number
  interval: Interval
  /** Share by period of age, of all vintages that lived to see it. */
  byAge: readonly number[]
  /** Share expected after the oldest age seen. */
  tail: number
}

const decayMax = 0.98
const tailAges = 3

/**
 * How much of what began will in the end have happened, from vintages of which the young are not
 * yet through: the additive method of claims reserving (incremental ratios; Merz and Wüthrich, Variance
 * 3, 2009). What happened stays; for each age to come, the mean share of the vintages that
 * had it, weighted by exposure. Unlike chain ladder it stands where a young vintage has nothing yet.
 * After the oldest age the shares decline on as they did in the last six, up to `roomAfter` at most.
 * The interval holds the spread of vintages around the mean and the error of the mean.
 * Null where there is no exposure.
 */
export function develop(
  vintages: readonly Vintage[],
  { roomAfter, level = 0.9 }: { roomAfter: number; level?: number },
): Development | null {
  const known = vintages.filter(({ exposure }) => exposure > 0)
  const exposure = sum(known.map((vintage) => vintage.exposure))
  if (exposure === 0) return null
  const ages = Math.max(...known.map(({ happened }) => happened.length))
  const steps = Array.from({ length: ages }, (_, age) => stepAt(known, age))
  const byAge = steps.map(({ mean }) => mean)
  const tail = Math.min(Math.max(0, roomAfter), tailOf(byAge))
  const happened = sum(known.flatMap((vintage) => vintage.happened))
  const toCome = sum(steps.map(({ mean, waiting }) => mean * waiting))
  const ultimate = within01(happened / exposure + toCome / exposure + tail)
  const error = Math.sqrt(sum(steps.map(varianceOf))) / exposure
  const reach = normalQuantile(0.5 + level / 2) * error
  const [low, high] = [within01(ultimate - reach), within01(ultimate + reach)]
  return { ultimate, interval: { low, high, level }, byAge, tail }
}

/** Exposure that had this age, and that which is still to have it. */
type Step = { mean: number; spread: number; seen: number; waiting: number }

function stepAt(vintages: readonly Vintage[], age: number): Step {
  const had = vintages.filter(({ happened }) => happened.length > age)
  const seen = sum(had.map(({ exposure }) => exposure))
  const waiting = sum(vintages.map(({ exposure }) => exposure)) - seen
  const mean = sum(had.map(({ happened }) => happened[age]!)) / seen
  const squares = had.map(
    ({ exposure, happened }) => exposure * (happened[age]! / exposure - mean) ** 2,
  )
  // One vintage says nothing of the spread; then it is taken as a count's.
  const spread = had.length > 1 ? sum(squares) / (had.length - 1) : Math.abs(mean)
  return { mean, spread, seen, waiting }
}

const varianceOf = ({ spread, seen, waiting }: Step) =>
  spread * waiting + (spread * waiting * waiting) / seen

function tailOf(byAge: readonly number[]): number {
  if (byAge.length < 2 * tailAges) return 0
  const last = sum(byAge.slice(-tailAges))
  const before = sum(byAge.slice(-2 * tailAges, -tailAges))
  if (last <= 0 || before <= 0) return 0
  const decay = Math.min(decayMax, (last / before) ** (1 / tailAges))
  return ((last / tailAges) * decay) / (1 - decay)
}

const within01 = (share: number) => Math.min(1, Math.max(0, share))

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
