import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Worker } from '#contract/worker.ts'
import { doneBy } from '#database/doing.ts'
import type { SharedLocks } from '#database/shared-locks.ts'

const usualPauseMillis = 5_000

export type Workers = {
  /** Ends when the pieces in hand have ended. */
  stop(): Promise<void>
}

export type Workplace = {
  log: Logger
  /** Where other programs work on the same database: one at a time does each job. */
  turns?: SharedLocks | null
  /** Told of every piece, and of what went wrong. */
  onWorked?: (worked: Worked) => void
  pauseAfterFailureMillis?: number
}

export type Worked = { name: string; seconds: number; error: unknown }

/** Lets every worker work beside the others until stopped. */
export function startWorkers(workers: readonly Worker[], place: Workplace): Workers {
  const stopping = new AbortController()
  const loops = workers.map((worker) => keepWorking(worker, stopping.signal, place))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

async function keepWorking(worker: Worker, stopping: AbortSignal, place: Workplace) {
  while (!stopping.aborted) {
    const restMillis = await workInTurn(worker, stopping, place)
    if (restMillis > 0) await sleep(restMillis, undefined, { signal: stopping }).catch(() => null)
  }
}

/** A piece whose turn was lost with its connection ends all the same: each is a transaction. */
async function workInTurn(worker: Worker, stopping: AbortSignal, place: Workplace) {
  if (!place.turns || worker.memory) return await workOnce(worker, stopping, place)
  try {
    const turn = await place.turns.take(`job ${worker.name}`)
    if (!turn) return worker.restMillis
    try {
      return await workOnce(worker, stopping, place)
    } finally {
      await turn.giveBack()
    }
  } catch (error) {
    if (!stopping.aborted) place.log.warn({ worker: worker.name, err: error }, 'no turn to be had')
    return pauseAfterFailure(worker, place)
  }
}

async function workOnce(worker: Worker, stopping: AbortSignal, place: Workplace): Promise<number> {
  const { name } = worker
  const { log, onWorked } = place
  const begunMillis = performance.now()
  const worked = (error: unknown) =>
    onWorked?.({ name, seconds: (performance.now() - begunMillis) / 1000, error })
  try {
    const work = () => worker.work(stopping)
    const left = await doneBy({ actor: 'job', actorId: name }, work)
    worked(null)
    return left === 'more' ? 0 : worker.restMillis
  } catch (error) {
    if (!stopping.aborted) {
      log.error({ worker: name, err: error }, 'a worker failed')
      worked(error)
    }
    return pauseAfterFailure(worker, place)
  }
}

const pauseAfterFailure = (
  { restMillis }: Worker,
  { pauseAfterFailureMillis = usualPauseMillis }: Workplace,
) => Math.max(restMillis, pauseAfterFailureMillis)
