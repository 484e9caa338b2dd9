import type { FastifyInstance } from 'fastify'
import type { Worked } from '../worker-loop.ts'

/** A request that was answered: by the route's pattern, never by what was asked or by whom. */
export type Answered = {
  method: string
  route: string
  status: number
  seconds: number
  /** By which a caller joins this to what it did itself (W3C Trace Context). */
  traceparent: string | null
}

/** Is told what the program does, and tells others. */
export type Observer = {
  answered(answered: Answered): void
  worked(worked: Worked): void
  close(): Promise<void>
}

export function tellRequests(app: FastifyInstance, observers: readonly Observer[]) {
  if (observers.length === 0) return
  app.addHook('onResponse', async (request, reply) => {
    const { traceparent } = request.headers
    const answered = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
      traceparent: typeof traceparent === 'string' ? traceparent : null,
    }
    for (const observer of observers) observer.answered(answered)
  })
}
