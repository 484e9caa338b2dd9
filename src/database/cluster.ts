import { spawn } from 'node:child_process'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#kernel/errors.ts'
import type { DataFolder } from './data-folder.ts'
import { errorCode } from './error-code.ts'
import type { ServerPrograms } from './server-programs.ts'
import { serverSettings, settingsFile } from './server-settings.ts'

export const superuser = 'stammgast'

/** Creates PostgreSQL's own folder if there is none, and writes our settings into it. */
export async function prepareCluster(
  folder: DataFolder,
  programs: ServerPrograms,
  overrides: Record<string, string> = {},
) {
  if ((await clusterMajor(folder)) === undefined) await createCluster(folder, programs)
  await writeAs(
    folder,
    join(folder.cluster, 'stammgast.conf'),
    settingsFile({ ...serverSettings(), ...overrides }),
  )
}

export async function refuseOtherMajor(folder: DataFolder, ours: number) {
  const found = await clusterMajor(folder)
  if (found !== undefined && found !== ours) throw otherMajor(folder, found, ours)
}

async function clusterMajor(folder: DataFolder): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8'), 10)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

const otherMajor = (folder: DataFolder, found: number, ours: number) =>
  new Refusal(
    'unavailable',
    'postgresql_major_different',
    `The data in ${folder.cluster} were written by PostgreSQL ${found}, this Stammgast brings PostgreSQL ${ours}. ` +
      `Nothing was changed. To move: with the Stammgast that wrote them "bin/stammgast backup FILE --data ${folder.root}", ` +
      `then with this one "bin/stammgast restore FILE --data ANOTHER-FOLDER". Or set DATABASE_URL to a server of your own.`,
  )

/** Drafted beside its place and renamed, so that a crash never leaves half a cluster behind. */
async function createCluster(folder: DataFolder, programs: ServerPrograms) {
  const draft = `${folder.cluster}.draft`
  await rm(draft, { recursive: true, force: true })
  await runInitdb(folder, programs, draft)
  await writeAs(folder, join(draft, 'postgresql.conf'), ownersSettings)
  await rename(draft, folder.cluster)
}

const ownersSettings = `# Stammgast writes its own settings anew at every start:
include_if_exists = 'stammgast.conf'
# What stands below wins over them.
`

function initdbArguments(draft: string, major: number): string[] {
  // From 17 on PostgreSQL brings its own rules for letters; before, those of the system must do.
  const locale =
    major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C', '--lc-ctype=C.UTF-8']
  return [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-instructions',
    ...locale,
  ]
}

async function runInitdb(folder: DataFolder, programs: ServerPrograms, draft: string) {
  const initdb = spawn(programs.initdb, initdbArguments(draft, programs.major), {
    ...folder.account,
    cwd: folder.postgresql,
    env: serverEnvironment(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaints: string[] = []
  initdb.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  const outcome = await new Promise<string | number | null>((resolve) => {
    initdb.once('error', (error) => resolve(error.message))
    initdb.once('close', resolve)
  })
  if (outcome === 0) return
  throw new Refusal(
    'unavailable',
    'bundled_postgresql_failed',
    `The bundled PostgreSQL could not create its data in ${folder.postgresql}: ${complaints.join('').trim() || outcome}. Another server can be named by DATABASE_URL.`,
  )
}

/** Nothing of our own environment may bend the server's behavior. */
export const serverEnvironment = (folder: DataFolder): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder.postgresql,
  LC_ALL: 'C',
  TZ: 'UTC',
})

async function writeAs({ account }: DataFolder, file: string, content: string) {
  await writeFile(file, content, { mode: 0o600 })
  if (account) await chown(file, account.uid, account.gid)
}
