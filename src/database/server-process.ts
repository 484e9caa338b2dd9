import { spawn, spawnSync } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverEnvironment } from './cluster.ts'
import type { DataFolder } from './data-folder.ts'
import type { ServerPrograms } from './server-programs.ts'
import { socketPort } from './socket-folder.ts'

const pollMillis = 10
const stopPatienceMillis = 60_000
const logBytesMax = 1_000_000

/** A server we spawned: whether it has ended, and what its log tells since it was spawned. */
export type ServerProcess = { exited(): boolean; words(): Promise<string> }

/**
 * Spawns PostgreSQL in a session of its own with its output in a file, so that neither Ctrl-C
 * nor the death of this process reaches it.
 */
export async function spawnServer(
  folder: DataFolder,
  programs: ServerPrograms,
  socketFolder: string,
): Promise<ServerProcess> {
  const logBegin = await setLongLogAside(folder)
  const log = openSync(folder.log, 'a', 0o600)
  if (folder.account) fchownSync(log, folder.account.uid, folder.account.gid)
  const child = spawn(programs.postgres, serverArguments(folder, socketFolder), {
    ...folder.account,
    cwd: folder.cluster,
    env: serverEnvironment(folder),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let exited = false
  child.once('error', () => {
    exited = true
  })
  child.once('exit', () => {
    exited = true
  })
  child.unref()
  const words = async () => (await readFile(folder.log)).subarray(logBegin).toString().trim()
  return { exited: () => exited, words }
}

function serverArguments(folder: DataFolder, socketFolder: string): string[] {
  const quoted = `"${socketFolder.replaceAll('"', '""')}"`
  return [
    '-D',
    folder.cluster,
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${quoted}`,
    '-c',
    'unix_socket_permissions=0700',
  ]
}

/** Returns where in the log the next words will stand. */
async function setLongLogAside({ log }: DataFolder): Promise<number> {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size <= logBytesMax) return size
  await rename(log, `${log}.1`)
  return 0
}

/** The process that holds PostgreSQL's folder, if it lives and is really a PostgreSQL on it. */
export async function runningServer(
  folder: Pick<DataFolder, 'cluster'>,
): Promise<number | undefined> {
  const pidFile = await readFile(join(folder.cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(pidFile, 10)
  return pid > 0 && isServerOf(folder, pid) ? pid : undefined
}

function isServerOf(folder: Pick<DataFolder, 'cluster'>, pid: number): boolean {
  return commandOf(pid).includes(folder.cluster)
}

/** Empty for a process that is dead, also if nobody has yet taken note of its death. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).stdout.toString()
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // No such process any more.
    return ''
  }
}

/**
 * Clears away the marks of a dead server whose number another program has got meanwhile, as
 * happens in containers; PostgreSQL would take that program for itself and refuse. Its own
 * shared memory still tells it when a process of the dead server lives on.
 */
export async function forgetDeadServer(folder: DataFolder, socketFolder: string) {
  if ((await runningServer(folder)) !== undefined) return
  await rm(join(folder.cluster, 'postmaster.pid'), { force: true })
  await rm(join(socketFolder, `.s.PGSQL.${socketPort}.lock`), { force: true })
}

/** Stops the server, ending its sessions in order; says whether it is gone. */
export async function stopServer(folder: DataFolder): Promise<boolean> {
  const pid = await runningServer(folder)
  if (pid === undefined) return true
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + stopPatienceMillis
  while (Date.now() < deadline) {
    if ((await runningServer(folder)) === undefined) return true
    await sleep(pollMillis)
  }
  return false
}
