import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Machine, seenEveryMillis, showUp } from '#domain/business/machines/machine.ts'

/** Lets the others, and whoever looks after them, see that this program lives. */
export const presenceWorker = ({ database }: Context, machine: Machine): Worker => ({
  name: 'presence',
  restMillis: seenEveryMillis,
  memory: true,
  work: async () => {
    await showUp(database, machine)
    return 'done'
  },
})
