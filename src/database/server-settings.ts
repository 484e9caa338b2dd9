import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

/** PostgreSQL's settings for a machine that it shares with Stammgast itself. */
export function serverSettings(memoryBytes = usableMemoryBytes()): Record<string, string> {
  const megabytes = Math.floor(memoryBytes / megabyte)
  return {
    max_connections: '60',
    shared_buffers: `${between(64, megabytes / 8, 4096)}MB`,
    effective_cache_size: `${between(256, megabytes / 2, 65_536)}MB`,
    work_mem: `${between(8, megabytes / 256, 64)}MB`,
    maintenance_work_mem: `${between(64, megabytes / 32, 1024)}MB`,
    dynamic_shared_memory_type: dynamicSharedMemoryType(),
    fsync: 'on',
    synchronous_commit: 'on',
    // After a crash one flush of the disk instead of one per file: seconds on a slow one.
    recovery_init_sync_method: process.platform === 'linux' ? 'syncfs' : 'fsync',
    // The bundled programs know no lz4, and pglz takes ten times as long as writing the page.
    wal_compression: 'off',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    idle_in_transaction_session_timeout: '5min',
    // Failed statements carry personal data and reach our own log by their codes:
    // the server's log tells of the server alone.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    lc_messages: 'C',
  }
}

export const settingsFile = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')

const between = (least: number, value: number, most: number) =>
  Math.round(Math.min(Math.max(value, least), most))

/** In a container the limit of its control group counts, not the memory of the machine. */
function usableMemoryBytes(): number {
  const limitBytes = process.constrainedMemory()
  return limitBytes > 0 ? Math.min(limitBytes, totalmem()) : totalmem()
}

const roomyBytes = 512 * megabyte

/** Containers often get 64 MB of shared memory, on which parallel queries fail. */
function dynamicSharedMemoryType(): 'posix' | 'mmap' {
  if (process.platform !== 'linux') return 'posix'
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize >= roomyBytes ? 'posix' : 'mmap'
  } catch {
    // No /dev/shm at all: files in the data folder always work.
    return 'mmap'
  }
}
