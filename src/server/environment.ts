import { isIP } from 'node:net'
import { z } from 'zod'
import { faultsOf } from '#contract/faults.ts'
import { Refusal } from '#kernel/errors.ts'

const port = z.coerce.number().int().min(0).max(65_535)

const secret = z.string().min(32, 'must have at least 32 characters')

const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      abort: true,
      error: 'must be an address such as https://bonus.example.com',
    })
    .refine((text) => new URL(text).pathname === '/', 'must not have a path')
    .optional(),
  TRUST_PROXY: z
    .string()
    .refine(isProxies, 'must be true, false, a number of proxies, or their addresses')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DATABASE_READ_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address such as postgresql://user@host/name',
    })
    .optional(),
  DATABASE_READ_LAG_SECONDS: z.coerce.number().int().min(1).max(86_400).default(60),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be an address such as smtps://user:password@mail.example.com',
    })
    .optional(),
  MAIL_FROM: z.email('must be an address for mail').optional(),
  STAMMGAST_SECRET: secret.optional(),
  STAMMGAST_SECRET_NEXT: secret.optional(),
  STAMMGAST_APNS_URL: z.url().optional(),
  STAMMGAST_GOOGLE_WALLET_URL: z.url().optional(),
  STAMMGAST_GOOGLE_TOKEN_URL: z.url().optional(),
  STAMMGAST_PRIVATE_WEBHOOKS: z.literal('allowed').optional(),
})

export type Environment = {
  port: number
  host: string
  /** Under which address the outside world reaches us; null: the one we listen on. */
  publicUrl: URL | null
  /** `true` (any proxy), a number of proxies, or their addresses; null: none stands before us. */
  trustProxy: boolean | number | string | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** A streaming replica for reports, and how far behind it may be; null: there is none. */
  replica: { url: string; lagSecondsMax: number } | null
  /** How long to answer on, no longer ready, before the doors close. */
  drainSeconds: number
  /** Where metrics are told on a door of their own; null: nowhere. */
  metricsPort: number | null
  metricsHost: string
  /** For `/metrics` of the program itself; null: not there. */
  metricsToken: string | null
  /** A collector of traces is named. */
  traces: boolean
  secret: string | null
  /** The one that shall follow, where a command takes it. */
  nextSecret: string | null
}

/** The settings from outside, validated before anything starts. Empty means not set. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) throw refusal(parsed.error)
  const { PORT, HOST, PUBLIC_URL, TRUST_PROXY, LOG_LEVEL } = parsed.data
  return {
    port: PORT,
    host: HOST,
    publicUrl: PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL),
    trustProxy: TRUST_PROXY === undefined ? null : proxies(TRUST_PROXY),
    logLevel: LOG_LEVEL,
    replica: replicaOf(parsed.data),
    drainSeconds: parsed.data.DRAIN_SECONDS,
    ...observing(parsed.data),
    secret: parsed.data.STAMMGAST_SECRET ?? null,
    nextSecret: parsed.data.STAMMGAST_SECRET_NEXT ?? null,
  }
}

const replicaOf = (said: z.output<typeof variables>) =>
  said.DATABASE_READ_URL === undefined
    ? null
    : { url: said.DATABASE_READ_URL, lagSecondsMax: said.DATABASE_READ_LAG_SECONDS }

const observing = (said: z.output<typeof variables>) => ({
  metricsPort: said.METRICS_PORT ?? null,
  metricsHost: said.METRICS_HOST,
  metricsToken: said.METRICS_TOKEN ?? null,
  traces: Boolean(said.OTEL_EXPORTER_OTLP_ENDPOINT ?? said.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT),
})

const rangeNames = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isProxies(text: string): boolean {
  if (/^(true|false|\d{1,2})$/.test(text)) return true
  return text.split(',').every((part) => {
    const [address = '', bits] = part.trim().split('/')
    if (rangeNames.has(address)) return bits === undefined
    return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
  })
}

function proxies(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d{1,2}$/.test(text) ? Number(text) : text
}

function refusal(error: z.ZodError): Refusal {
  const faults = faultsOf(error).map((fault) => ({
    ...fault,
    message: `${fault.pointer.slice(1)}: ${fault.message}`,
  }))
  const sentences = faults.map((fault) => fault.message).join('; ')
  return new Refusal(
    'malformed',
    'environment_malformed',
    `A setting in the environment is not usable. ${sentences}`,
    faults,
  )
}
