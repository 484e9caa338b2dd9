import type { Database } from '#database/open.ts'
import type { Environment } from '#server/environment.ts'
import type { Metrics } from '#server/observing/metrics.ts'
import type { Observer } from '#server/observing/observer.ts'

export type Observing = { observers: Observer[]; metrics: Metrics | null; close(): Promise<void> }

/** Loads what tells others how the program does, where somebody wants to be told. */
export async function observe(database: Database, environment: Environment): Promise<Observing> {
  const { metricsPort, metricsHost, metricsToken, traces } = environment
  const wanted = metricsPort !== null || metricsToken !== null
  const telling = wanted ? await import('#server/observing/metrics.ts') : null
  const metrics = telling?.createMetrics(database) ?? null
  const door =
    telling && metrics && metricsPort !== null
      ? await telling.openMetricsDoor(metrics, { port: metricsPort, host: metricsHost })
      : null
  const tracer = traces ? (await import('#server/observing/traces.ts')).sendTraces() : null
  const observers = [metrics, tracer].filter((one) => one !== null)
  return {
    observers,
    metrics,
    close: async () => {
      door?.close()
      for (const observer of observers) await observer.close()
    },
  }
}
