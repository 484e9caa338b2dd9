import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../language/moment.ts'

export const backupSettings = z.strictObject({
  nightly: z.boolean(),
  hour: z.int().min(0).max(23).describe('From which hour on, in the time zone of the business'),
  keptDays: z.int().min(1).max(365).describe('Copies by night are removed after so many days'),
})
export type BackupSettings = z.output<typeof backupSettings>

const backup = z.object({
  askedAt: moment,
  endedAt: moment.nullable().describe('null: it waits, or is being made'),
  fileName: z.string().nullable(),
  bytes: z.int().nullable(),
  rows: z.int().nullable(),
  sealed: z.boolean(),
  withSecret: z.boolean().describe("Whether the program's own secret is in it"),
  byNight: z.boolean(),
  failure: z.string().nullable().describe('A stable code'),
})
export type Backup = z.output<typeof backup>

const elsewhere = z.object({
  resting: z.boolean(),
  chosenAt: moment,
  newestAt: moment.nullable().describe('Made when, of those that lie there whole'),
  waiting: z.int().describe('Copies that did not arrive at the first try'),
  failure: z.string().nullable().describe('A stable code, until a newer copy has arrived'),
  failedAt: moment.nullable(),
})

export const queueNames = ['imports', 'deliveries', 'webhooks', 'recount'] as const

export const warnings = [
  'backup_folder_missing',
  'backup_never_made',
  'backup_old',
  'backup_failed',
  'backup_not_sealed',
  'elsewhere_failed',
  'elsewhere_old',
  'place_resting',
  'files_unfetched',
  'job_failing',
  'queue_behind',
  'worker_missing',
  'replica_away',
  'replica_behind',
  'replica_unfit',
  'programs_differ',
  'disk_almost_full',
  'address_not_https',
] as const
export type Warning = (typeof warnings)[number]

export const systemStatus = z.object({
  version: z.string(),
  address: z
    .object({ origin: z.string(), https: z.boolean() })
    .nullable()
    .describe('PUBLIC_URL; null where none is said'),
  database: z.object({
    kind: z.enum(['bundled', 'outside']),
    version: z.string(),
    bytes: z.int(),
    migration: z.string().describe('The newest that was applied'),
    connections: z.int(),
    connectionsMax: z.int(),
    diskFreeBytes: z.int().nullable().describe('Known of the bundled server alone'),
  }),
  replica: z
    .object({
      state: z
        .enum(['following', 'behind', 'away', 'unfit'])
        .describe('following: reports read it'),
      ageSeconds: z.int().nullable().describe('At most so far behind; null: nobody can say'),
      lagSecondsMax: z.int().describe('Farther behind, reports read the database itself'),
    })
    .nullable()
    .describe('The replica that reports are read from (DATABASE_READ_URL); null: there is none'),
  programs: z.array(
    z.object({
      part: z.enum(['all', 'serve', 'work']),
      host: z.string(),
      processId: z.int(),
      version: z.string(),
      beganAt: moment,
      seenAt: moment,
    }),
  ),
  jobs: z.array(
    z.object({
      name: z.string(),
      endedAt: moment.describe('When it last ended, told once a minute'),
      failure: z.string().nullable(),
      failedAt: moment.nullable(),
      failures: z.int().describe('In a row, until now'),
    }),
  ),
  queues: z.array(
    z.object({
      name: z.enum(queueNames),
      waiting: z.int(),
      oldestSeconds: z.int().nullable().describe('For how long the first has been due'),
    }),
  ),
  backups: z.object({
    possible: z.boolean().describe('Whether a folder is known'),
    sealing: z.boolean().describe('Whether a passphrase is known'),
    settings: backupSettings,
    newest: z.array(backup),
    elsewhere: elsewhere.nullable().describe('The copies at the place outside; null: none is said'),
  }),
  files: z
    .object({
      resting: z.boolean(),
      lookedAt: moment.nullable(),
      failure: z.string().nullable().describe('A stable code'),
    })
    .nullable()
    .describe('The place that files are fetched from; null: none is said'),
  warnings: z.array(z.enum(warnings)),
})
export type SystemStatus = z.output<typeof systemStatus>

export const readSystem = endpoint({
  method: 'GET',
  path: '/api/v1/system',
  tag: 'system',
  summary: 'How the program itself is: database, programs, jobs, copies, and what needs a hand',
  permission: 'system:read',
  reply: systemStatus,
})

export const changeBackups = endpoint({
  method: 'PUT',
  path: '/api/v1/system/backup-settings',
  tag: 'system',
  summary: 'Whether, when and for how long copies are made by night',
  permission: 'system:manage',
  body: backupSettings,
  reply: backupSettings,
})

export const makeBackupNow = endpoint({
  method: 'POST',
  path: '/api/v1/system/backups',
  tag: 'system',
  summary: 'Make a copy now',
  description: 'It is made in the background; the status tells how it went.',
  permission: 'system:manage',
  reply: z.object({ asked: z.literal(true) }),
  status: 202,
  errors: ['backup_folder_missing'],
})
