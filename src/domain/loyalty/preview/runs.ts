import type { Worker } from '#contract/worker.ts'
import type { Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Size } from './walk-lives.ts'

export type Run<Result> = {
  id: string
  status: 'waiting' | 'running' | 'done' | 'canceled' | 'failed'
  share: number
  customers: number
  customersTotal: number
  result: Result | null
}

export type Work<Result> = (steps: {
  onProgress: (customers: number) => void
  signal: AbortSignal
}) => Promise<Result>

type Kept<Result> = { run: Run<Result>; work: Work<Result> | null; stop: AbortController }

/** Facts that are replayed while somebody waits for the reply. */
const eventsAtOnceMax = 100_000
const runsKept = 20
const waitingMax = 20

/**
 * Work that only reads and takes a while: small work is done at once, but one at a time, all else
 * one after the other beside the requests, so that the till never waits for a crowd of questions.
 * Where too many wait, the oldest are dropped. Nothing of it outlives the program, since it can be
 * asked for again.
 */
export class Runs<Result> {
  readonly #missing: () => Refusal
  readonly #eventsAtOnceMax: number
  readonly #kept = new Map<string, Kept<Result>>()
  #someoneWaits = false

  constructor(missing: () => Refusal, atOnceMax = eventsAtOnceMax) {
    this.#missing = missing
    this.#eventsAtOnceMax = atOnceMax
  }

  async begin(size: Size, work: Work<Result>, signal: AbortSignal): Promise<Run<Result>> {
    const kept = this.#keep(size, work)
    if (size.events > this.#eventsAtOnceMax || this.#someoneWaits) {
      this.#dropOldest()
      return { ...kept.run }
    }
    this.#someoneWaits = true
    try {
      await this.#execute(kept, signal)
    } finally {
      this.#someoneWaits = false
    }
    return { ...kept.run }
  }

  /** @throws Refusal where there is none, or it is forgotten */
  read(id: string): Run<Result> {
    return { ...this.#find(id).run }
  }

  cancel(id: string): Run<Result> {
    const kept = this.#find(id)
    const { run, stop } = kept
    stop.abort()
    if (run.status === 'waiting') kept.work = null
    if (run.status === 'waiting' || run.status === 'running') run.status = 'canceled'
    return { ...run }
  }

  /** Does what waits. A failure is logged by whoever runs the worker. */
  worker(name: string): Worker {
    return {
      name,
      restMillis: 500,
      memory: true,
      work: async (signal) => {
        const next = [...this.#kept.values()].find(({ run }) => run.status === 'waiting')
        if (!next) return 'done'
        await this.#execute(next, signal)
        return 'more'
      },
    }
  }

  #keep({ customers }: Size, work: Work<Result>): Kept<Result> {
    const run: Run<Result> = {
      ...{ id: newId(), status: 'waiting', share: 0 },
      ...{ customers: 0, customersTotal: customers, result: null },
    }
    const kept = { run, work, stop: new AbortController() }
    this.#kept.set(run.id, kept)
    const over = [...this.#kept.values()].filter(({ work }) => work === null)
    for (const { run } of over.slice(0, Math.max(0, this.#kept.size - runsKept))) {
      this.#kept.delete(run.id)
    }
    return kept
  }

  #dropOldest(): void {
    const waiting = [...this.#kept.values()].filter(({ run }) => run.status === 'waiting')
    for (const { run } of waiting.slice(0, Math.max(0, waiting.length - waitingMax))) {
      this.cancel(run.id)
    }
  }

  async #execute(kept: Kept<Result>, signal: AbortSignal): Promise<void> {
    const { run, work, stop } = kept
    if (!work) return
    run.status = 'running'
    try {
      const either = AbortSignal.any([signal, stop.signal])
      run.result = await work({ onProgress: (done) => progress(run, done), signal: either })
      Object.assign(run, { status: 'done', share: 1, customers: run.customersTotal })
    } catch (error) {
      const stopped = stop.signal.aborted || signal.aborted
      run.status = stopped ? 'canceled' : 'failed'
      if (!stopped) throw error
    } finally {
      kept.work = null
    }
  }

  #find(id: string): Kept<Result> {
    const kept = this.#kept.get(id)
    if (!kept) throw this.#missing()
    return kept
  }
}

function progress(run: Run<unknown>, done: number): void {
  run.customers = done
  run.share = run.customersTotal === 0 ? 1 : Math.min(1, done / run.customersTotal)
}
