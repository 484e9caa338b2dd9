import { timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#database/open.ts'
import { conflict } from '#kernel/errors.ts'
import { readQueues } from '../system/queues.ts'
import type { Observer } from './observer.ts'

/** What the program can tell in numbers, as Prometheus reads them. */
export type Metrics = Observer & { page(): Promise<{ type: string; text: string }> }

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const jobSeconds = [0.01, 0.1, 1, 10, 60, 600]

export function createMetrics(database: Database): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    ...{ name: 'stammgast_request_seconds', help: 'How long requests took', registers },
    ...{ labelNames: ['method', 'route', 'status'], buckets: requestSeconds },
  })
  const jobs = new Histogram({
    ...{ name: 'stammgast_job_seconds', help: 'How long pieces of jobs took', registers },
    ...{ labelNames: ['job'], buckets: jobSeconds },
  })
  const failures = new Counter({
    ...{ name: 'stammgast_job_failures_total', help: 'Pieces of jobs that failed', registers },
    labelNames: ['job'],
  })
  lookWhenAsked(database, registers)
  return {
    answered: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    worked: ({ name, seconds, error }) => {
      jobs.observe({ job: name }, seconds)
      if (error !== null) failures.inc({ job: name })
    },
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    close: async () => registry.clear(),
  }
}

type Figure = { name: string; help: string; labelNames?: string[] }

/** What the database knows is looked up when it is asked for: in one statement each. */
function lookWhenAsked(database: Database, registers: Registry[]) {
  const gauge = (figure: Figure, collect: (gauge: Gauge) => Promise<void> | void) =>
    new Gauge({
      ...figure,
      registers,
      collect: async function () {
        await collect(this)
      },
    })
  const oldest = new Gauge({
    ...{ name: 'stammgast_queue_oldest_seconds', help: 'For how long the first has been due' },
    ...{ labelNames: ['queue'], registers },
  })
  gauge(
    { name: 'stammgast_queue_waiting', help: 'What waits for a job', labelNames: ['queue'] },
    async (waiting) => {
      for (const queue of await readQueues(database)) {
        waiting.set({ queue: queue.name }, queue.waiting)
        oldest.set({ queue: queue.name }, queue.oldestSeconds ?? 0)
      }
    },
  )
  gauge({ name: 'stammgast_events_recorded', help: 'Entries of the log, ever' }, async (recorded) =>
    recorded.set(await figureOf(database, eventsRecorded)),
  )
  gauge(
    {
      name: 'stammgast_backup_age_seconds',
      help: 'Age of the newest whole copy; -1: there is none',
    },
    async (age) => age.set(await figureOf(database, backupAge)),
  )
  gauge(
    {
      name: 'stammgast_backup_elsewhere_age_seconds',
      help: 'Age of the newest copy at the place outside; -1: there is none',
    },
    async (age) => age.set(await figureOf(database, elsewhereAge)),
  )
  gauge(
    {
      ...{ name: 'stammgast_database_connections', help: 'Connections of this program' },
      labelNames: ['state'],
    },
    (connections) => {
      const { totalCount, idleCount, waitingCount } = database.pool
      connections.set({ state: 'busy' }, totalCount - idleCount)
      connections.set({ state: 'idle' }, idleCount)
      connections.set({ state: 'awaited' }, waitingCount)
    },
  )
}

const eventsRecorded = sql<{ figure: number }>`
  select coalesce(pg_sequence_last_value(pg_get_serial_sequence('events', 'position')::regclass), 0)
    as figure`

const backupAge = sql<{ figure: number }>`
  select coalesce(extract(epoch from now() - max(ended_at)), -1)::float8 as figure
  from backups where file_name is not null`

const elsewhereAge = sql<{ figure: number }>`
  select coalesce(extract(epoch from now() - max(ended_at)), -1)::float8 as figure
  from copies_elsewhere
  join backups using (backup_id)
  join outside_places using (place_id)
  where sent_at is not null and copies_elsewhere.removed_at is null`

async function figureOf({ kysely }: Database, question: typeof backupAge): Promise<number> {
  return (await question.execute(kysely)).rows[0]!.figure
}

/** At `/metrics` of the program itself, for whoever knows the token. */
export function addMetricsPage(app: FastifyInstance, metrics: Metrics, token: string) {
  app.get('/metrics', async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      return reply.code(401).header('www-authenticate', 'Bearer realm="metrics"').send('')
    }
    const { type, text } = await metrics.page()
    return reply.type(type).header('cache-control', 'no-store').send(text)
  })
}

function isSame(given: string, wanted: string): boolean {
  const [theirs, ours] = [Buffer.from(given), Buffer.from(wanted)]
  return theirs.length === ours.length && timingSafeEqual(theirs, ours)
}

type Place = { port: number; host: string }

/** On a door of their own, for whoever can reach it: by default this machine alone. */
export async function openMetricsDoor(metrics: Metrics, { port, host }: Place): Promise<Server> {
  const door = createServer(async (request, reply) => {
    if (request.url !== '/metrics') return reply.writeHead(404).end()
    try {
      const { type, text } = await metrics.page()
      reply.writeHead(200, { 'content-type': type }).end(text)
    } catch {
      // The database is away; whoever asks sees that, and the log says why.
      reply.writeHead(503).end()
    }
  })
  return await new Promise((resolve, reject) => {
    door.once('error', () =>
      reject(conflict('metrics_port_taken', `METRICS_PORT ${port} is taken.`)),
    )
    door.listen(port, host, () => resolve(door))
  })
}
