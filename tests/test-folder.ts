import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for one test run, named for the process that makes it. */
export async function makeTestFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), `stammgast-test-${process.pid}-`)))
}
