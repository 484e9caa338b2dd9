import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningServer } from '#database/server-process.ts'

const PREFIX = 'stammgast-test-'

/** A new folder, named for the process that makes it. */
export async function makeTestFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`)))
}

/** Removes a data folder, and a server that a failed test left running in it. */
export async function removeTestFolder(folder: string) {
  const server = await runningServer({ cluster: join(folder, 'postgresql', 'data') })
  if (server !== undefined) process.kill(server, 'SIGQUIT')
  await rm(folder, { recursive: true, force: true, maxRetries: 20 })
}

/** What runs that were killed left behind. */
export async function removeAbandonedTestFolders() {
  for (const name of await readdir(tmpdir())) {
    const maker = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0
    if (maker > 0 && !isAlive(maker)) {
      await removeTestFolder(await realpath(join(tmpdir(), name)))
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
