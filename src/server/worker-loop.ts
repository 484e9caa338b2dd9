import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Worker } from '#contract/worker.ts'
import { doneBy } from '#database/doing.ts'

const pauseAfterFailureMillis = 5_000

export type Workers = {
  /** Ends when the pieces in hand have ended. */
  stop(): Promise<void>
}

/** Lets every worker work beside the others until stopped. */
export function startWorkers(workers: readonly Worker[], log: Logger): Workers {
  const stopping = new AbortController()
  const loops = workers.map((worker) => keepWorking(worker, stopping.signal, log))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

async function keepWorking(worker: Worker, stopping: AbortSignal, log: Logger) {
  while (!stopping.aborted) {
    const restMillis = await workOnce(worker, stopping, log)
    if (restMillis > 0) await sleep(restMillis, undefined, { signal: stopping }).catch(() => null)
  }
}

async function workOnce(worker: Worker, stopping: AbortSignal, log: Logger): Promise<number> {
  try {
    const work = () => worker.work(stopping)
    return (await doneBy({ actor: 'job', actorId: worker.name }, work)) === 'more'
      ? 0
      : worker.restMillis
  } catch (error) {
    if (!stopping.aborted) log.error({ worker: worker.name, err: error }, 'a worker failed')
    return Math.max(worker.restMillis, pauseAfterFailureMillis)
  }
}
