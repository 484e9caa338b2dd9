import { expect, test } from 'vitest'
import type { SystemStatus } from '#contract/endpoints/system.ts'
import { warningsOf } from './warnings.ts'

const now = Date.UTC(2026, 10, 22, 12)
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000)

const copy = {
  ...{ askedAt: hoursAgo(9), endedAt: hoursAgo(9), fileName: 'copy', bytes: 1, rows: 1 },
  ...{ sealed: true, withSecret: true, byNight: true, failure: null },
}
const program = {
  ...{ part: 'all' as const, host: 'kontor', processId: 7, version: '1' },
  ...{ beganAt: hoursAgo(1), seenAt: hoursAgo(0) },
}
const sound: Omit<SystemStatus, 'warnings'> = {
  version: '1',
  address: { origin: 'https://bonus.example.com', https: true },
  database: {
    ...{ kind: 'bundled', version: '18.4', bytes: 1, migration: '0001', diskFreeBytes: 1e12 },
    ...{ connections: 3, connectionsMax: 60 },
  },
  replica: { state: 'following', ageSeconds: 2, lagSecondsMax: 60 },
  programs: [program],
  jobs: [{ name: 'sweep', endedAt: hoursAgo(1), failure: null, failedAt: null, failures: 0 }],
  queues: [{ name: 'deliveries', waiting: 3, oldestSeconds: 10 }],
  backups: {
    ...{ possible: true, sealing: true, newest: [copy], elsewhere: null },
    settings: { nightly: true, hour: 3, keptDays: 14 },
  },
  files: null,
}
const { database, backups } = sound
const elsewhere = {
  ...{ resting: false, chosenAt: hoursAgo(400), newestAt: hoursAgo(9), waiting: 0 },
  ...{ failure: null, failedAt: null },
}

test('a sound program is left in peace', () => {
  expect(warningsOf(sound, now)).toEqual([])
})

test.each<[string, Partial<typeof sound>, string[]]>([
  ['no copy yet', { backups: { ...backups, newest: [] } }, ['backup_never_made']],
  [
    'a copy that failed after an old one',
    {
      backups: {
        ...backups,
        newest: [
          { ...copy, fileName: null, failure: 'backup_unwritable' },
          { ...copy, askedAt: hoursAgo(40) },
        ],
      },
    },
    ['backup_failed', 'backup_old'],
  ],
  [
    'an old copy that nobody wanted renewed',
    {
      backups: {
        ...backups,
        settings: { ...backups.settings, nightly: false },
        newest: [{ ...copy, askedAt: hoursAgo(400) }],
      },
    },
    [],
  ],
  [
    'nowhere to copy to',
    { backups: { ...backups, possible: false, newest: [] } },
    ['backup_folder_missing'],
  ],
  [
    'a place elsewhere that was chosen today',
    { backups: { ...backups, elsewhere: { ...elsewhere, chosenAt: hoursAgo(1), newestAt: null } } },
    [],
  ],
  [
    'copies that do not arrive elsewhere',
    {
      backups: {
        ...backups,
        elsewhere: { ...elsewhere, newestAt: hoursAgo(49), failure: 'place_full' },
      },
    },
    ['elsewhere_old', 'elsewhere_failed'],
  ],
  [
    'places that rest after a restore',
    { backups: { ...backups, elsewhere: { ...elsewhere, resting: true, newestAt: null } } },
    ['place_resting'],
  ],
  [
    'files that cannot be fetched',
    { files: { resting: false, lookedAt: hoursAgo(1), failure: 'place_unreachable' } },
    ['files_unfetched'],
  ],
  ['a full disk', { database: { ...database, diskFreeBytes: 1e9 } }, ['disk_almost_full']],
  ['servers without a worker', { programs: [{ ...program, part: 'serve' }] }, ['worker_missing']],
  ['two versions', { programs: [program, { ...program, version: '2' }] }, ['programs_differ']],
  [
    'a replica that stands still',
    { replica: { state: 'behind', ageSeconds: 90, lagSecondsMax: 60 } },
    ['replica_behind'],
  ],
  [
    'a replica that does not answer',
    { replica: { state: 'away', ageSeconds: null, lagSecondsMax: 60 } },
    ['replica_away'],
  ],
  [
    'shops that wait',
    { queues: [{ name: 'deliveries', waiting: 1, oldestSeconds: 400 }] },
    ['queue_behind'],
  ],
  [
    'an address without a lock',
    { address: { origin: 'http://laden', https: false } },
    ['address_not_https'],
  ],
])('%s is told of', (_, change, warnings) => {
  expect(warningsOf({ ...sound, ...change }, now)).toEqual(warnings)
})
