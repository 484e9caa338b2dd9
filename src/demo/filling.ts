import type { DemoState } from '#contract/endpoints/demo.ts'
import { conflict } from '#kernel/errors.ts'
import { databaseNotEmpty, fillDemo, type House } from './fill-demo.ts'
import type { WorldOptions } from './world.ts'

type Run = {
  options: WorldOptions
  state: DemoState
  stop: AbortController
  ended: Promise<void>
}

/** The one demo that may be filled in the background of a running program. */
export class Filling {
  readonly #house: House
  readonly #onFailure: (error: unknown) => void
  #run: Run | null = null
  #starting = false

  constructor(house: House, onFailure: (error: unknown) => void) {
    this.#house = house
    this.#onFailure = onFailure
  }

  state(): DemoState {
    return this.#run?.state ?? { status: 'none', share: 0, customers: 0, events: 0 }
  }

  /** @throws Refusal `demo_running`, `database_not_empty` */
  async start(options: WorldOptions): Promise<DemoState> {
    if (this.#starting || this.#run?.state.status === 'running') {
      throw conflict('demo_running', 'The demo is being filled already.')
    }
    this.#starting = true
    try {
      const resume = this.#isStopped(options)
      if (!resume && !(await this.#house.isEmpty())) throw databaseNotEmpty()
      this.#begin(options, resume)
    } finally {
      this.#starting = false
    }
    return this.state()
  }

  /** Waits for the batch in hand. */
  async stop(): Promise<DemoState> {
    this.#run?.stop.abort()
    await this.#run?.ended
    return this.state()
  }

  #isStopped(options: WorldOptions): boolean {
    if (this.#run === null || this.#run.state.status === 'done') return false
    return JSON.stringify(this.#run.options) === JSON.stringify(options)
  }

  #begin(options: WorldOptions, resume: boolean): void {
    const state: DemoState = { status: 'running', share: 0, customers: 0, events: 0 }
    const stop = new AbortController()
    const filled = fillDemo(this.#house, options, {
      resume,
      signal: stop.signal,
      onProgress: (progress) => Object.assign(state, progress),
    })
    const ended = filled.then(
      () => {
        state.status = 'done'
        state.share = 1
      },
      (error) => {
        state.status = stop.signal.aborted ? 'canceled' : 'failed'
        if (!stop.signal.aborted) this.#onFailure(error)
      },
    )
    this.#run = { options, state, stop, ended }
  }
}
