import type { SystemStatus, Warning } from '#contract/endpoints/system.ts'

const hourMillis = 3_600_000
/** A night may be missed by some hours, not by a second night. */
const backupOldMillis = 36 * hourMillis
/** Two nights without a copy elsewhere: one may be missed. */
const elsewhereOldMillis = 48 * hourMillis
const diskLeastBytes = 2 * 1024 ** 3
/** One failure may be a restart of the database. */
const failuresInARow = 3
const queueBehindSeconds = {
  imports: 24 * 3600,
  deliveries: 300,
  webhooks: 900,
  recount: 24 * 3600,
}

/** What needs somebody's hand, the most urgent first. */
export function warningsOf(status: Omit<SystemStatus, 'warnings'>, nowMillis: number): Warning[] {
  const { address, database, replica, programs, jobs, queues } = status
  const worked = programs.some(({ part }) => part !== 'serve')
  const found: Record<Warning, boolean> = {
    ...ofBackups(status.backups, nowMillis),
    ...ofElsewhere(status.backups.elsewhere, nowMillis),
    place_resting: status.backups.elsewhere?.resting === true || status.files?.resting === true,
    files_unfetched: status.files?.failure != null,
    disk_almost_full: database.diskFreeBytes !== null && database.diskFreeBytes < diskLeastBytes,
    worker_missing: programs.length > 0 && !worked,
    replica_away: replica?.state === 'away',
    replica_behind: replica?.state === 'behind',
    replica_unfit: replica?.state === 'unfit',
    job_failing: jobs.some(({ failures }) => failures >= failuresInARow),
    queue_behind: queues.some(
      ({ name, oldestSeconds }) => (oldestSeconds ?? 0) > queueBehindSeconds[name],
    ),
    programs_differ: new Set(programs.map(({ version }) => version)).size > 1,
    address_not_https: address !== null && !address.https,
  }
  return order.filter((warning) => found[warning])
}

const order: readonly Warning[] = [
  'disk_almost_full',
  'worker_missing',
  'backup_failed',
  'backup_old',
  'backup_folder_missing',
  'backup_never_made',
  'place_resting',
  'elsewhere_old',
  'elsewhere_failed',
  'files_unfetched',
  'job_failing',
  'queue_behind',
  'replica_unfit',
  'replica_away',
  'replica_behind',
  'programs_differ',
  'address_not_https',
  'backup_not_sealed',
]

function ofBackups({ possible, sealing, settings, newest }: SystemStatus['backups'], now: number) {
  const whole = newest.find(({ fileName }) => fileName !== null)
  const last = newest.find(({ endedAt }) => endedAt !== null)
  const isOld = whole !== undefined && now - whole.askedAt.getTime() > backupOldMillis
  return {
    backup_folder_missing: !possible,
    backup_never_made: possible && whole === undefined,
    backup_old: settings.nightly && possible && isOld,
    backup_failed: last?.failure != null,
    backup_not_sealed: possible && !sealing,
  }
}

function ofElsewhere(elsewhere: SystemStatus['backups']['elsewhere'], now: number) {
  if (elsewhere === null || elsewhere.resting)
    return { elsewhere_old: false, elsewhere_failed: false }
  const { newestAt, chosenAt, failure } = elsewhere
  const since = Math.max(newestAt?.getTime() ?? 0, chosenAt.getTime())
  return { elsewhere_old: now - since > elsewhereOldMillis, elsewhere_failed: failure !== null }
}
