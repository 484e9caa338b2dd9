import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningServer } from '#database/server-process.ts'

const PREFIX = 'stammgast-test-'

const inMemory = '/dev/shm'
const roomyBytes = 6 * 1024 ** 3

/**
 * Databases that live for one story are a thousand files made and dropped each, over which a disk
 * takes up to twenty times as long as memory: ext4 passes over every file it lost lately.
 */
const root = isRoomyAndRunsPrograms(inMemory) ? inMemory : tmpdir()

/** A new folder, named for the process that makes it. */
export async function makeTestFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(root, `${PREFIX}${process.pid}-`)))
}

/** PostgreSQL's programs lie in its data folder; containers often let nothing run there. */
function isRoomyAndRunsPrograms(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place)
    if (Math.min(bavail * bsize, process.availableMemory()) < roomyBytes) return false
    return runsPrograms(mkdtempSync(join(place, `${PREFIX}${process.pid}-`)))
  } catch {
    // No such place, or not for us: the disk always works.
    return false
  }
}

function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  const { status } = spawnSync(program)
  rmSync(folder, { recursive: true })
  return status === 0
}

/** Removes a data folder, and a server that a failed test left running in it. */
export async function removeTestFolder(folder: string) {
  const server = await runningServer({ cluster: join(folder, 'postgresql', 'data') })
  if (server !== undefined) process.kill(server, 'SIGQUIT')
  await rm(folder, { recursive: true, force: true, maxRetries: 20 })
}

/** What runs that were killed left behind. */
export async function removeAbandonedTestFolders() {
  for (const place of new Set([root, tmpdir()])) {
    for (const name of await readdir(place)) {
      const maker = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0
      if (maker > 0 && !isAlive(maker)) await removeTestFolder(await realpath(join(place, name)))
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
