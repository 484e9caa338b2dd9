import type { z } from 'zod'
import type { basis } from '#contract/endpoints/reports/parts.ts'
import type { Context } from '#database/context.ts'
import { Refusal } from '#kernel/errors.ts'

type Aside<T> = { answer: T; ageSeconds: number | null }

/** Reads what may be a moment old: on the replica as long as it is near, else on the database itself. */
export async function readAside<T>(
  context: Context,
  read: (context: Context) => Promise<T>,
): Promise<T> {
  return (await aside(context, read)).answer
}

/** The same for a report, which says how old it may be. */
export async function reportAside<R extends { basis: z.output<typeof basis> }>(
  context: Context,
  report: (context: Context) => Promise<R>,
): Promise<R> {
  const { answer, ageSeconds } = await aside(context, report)
  return ageSeconds === null ? answer : { ...answer, basis: { ...answer.basis, ageSeconds } }
}

async function aside<T>(
  context: Context,
  read: (context: Context) => Promise<T>,
): Promise<Aside<T>> {
  const { replica, log } = context
  const state = await replica?.state()
  if (replica && state?.is === 'following') {
    try {
      const answer = await read({ ...context, database: replica.database })
      return { answer, ageSeconds: state.ageSeconds }
    } catch (error) {
      // A store that was added a moment ago is not known there yet: the database itself has the
      // last word, also where the replica broke off.
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'the replica failed a report')
    }
  }
  return { answer: await read(context), ageSeconds: null }
}
