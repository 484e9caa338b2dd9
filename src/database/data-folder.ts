import { chown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#kernel/errors.ts'
import { type Account, canEnter, isRoot, unprivilegedAccount } from './account.ts'

/**
 * Where the bundled PostgreSQL lives.
 *
 *   <root>/postgresql/           mode 0700: whoever may enter may also talk to the server
 *     lock                       held while somebody starts or stops the server
 *     programs-18.4.0-.../       the server's programs, copied once
 *     data/                      PostgreSQL's own folder; its PG_VERSION names the major version
 *     server.log
 *     .s.PGSQL.5432              the socket, unless the path is too long for one
 */
export type DataFolder = {
  root: string
  postgresql: string
  cluster: string
  log: string
  lock: string
  account: Account | undefined
}

const checkout = fileURLToPath(new URL('../../', import.meta.url))

export function defaultDataFolder(): string {
  return isRoot() ? '/var/lib/stammgast' : join(checkout, 'data')
}

export async function openDataFolder(requested?: string): Promise<DataFolder> {
  const wanted = resolve(requested || process.env.STAMMGAST_DATA || defaultDataFolder())
  try {
    return await prepare(wanted)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw unusable(wanted, reason)
  }
}

async function prepare(wanted: string): Promise<DataFolder> {
  await mkdir(dirname(wanted), { recursive: true })
  const made = await makePrivate(wanted)
  const root = await realpath(wanted)
  const postgresql = join(root, 'postgresql')
  const account = isRoot() ? await accountFor(root, postgresql) : undefined
  if (account) await admit(account, root, made)
  await makePrivate(postgresql)
  await takeOwnership(postgresql, account)
  return {
    root,
    postgresql,
    cluster: join(postgresql, 'data'),
    log: join(postgresql, 'server.log'),
    lock: join(postgresql, 'lock'),
    account,
  }
}

async function makePrivate(folder: string): Promise<'made' | 'found'> {
  try {
    await mkdir(folder, { mode: 0o700 })
    return 'made'
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (!(await stat(folder)).isDirectory()) throw unusable(folder, 'it is not a folder')
    return 'found'
  }
}

/** A folder that already belongs to somebody keeps its owner, so that root may lend a hand. */
async function accountFor(root: string, postgresql: string): Promise<Account> {
  for (const folder of [postgresql, root]) {
    const { uid, gid } = await lstat(folder).catch(() => ({ uid: 0, gid: 0 }))
    if (uid !== 0) return { uid, gid }
  }
  const account = unprivilegedAccount()
  if (account) return account
  throw new Refusal(
    'unavailable',
    'no_unprivileged_account',
    'PostgreSQL does not run as root, and this machine knows neither an account "stammgast" nor "nobody". Create one, or start Stammgast as an ordinary user.',
  )
}

async function admit(account: Account, root: string, made: 'made' | 'found') {
  if (made === 'made' || (await isEmptyAndOfRoot(root))) {
    await chown(root, account.uid, account.gid)
  }
  if (canEnter(account, root)) return
  const barrier = outermostBarrier(account, root)
  throw new Refusal(
    'unavailable',
    'data_folder_unreachable',
    `PostgreSQL does not run as root, and the account it runs under (uid ${account.uid}) may not enter ${barrier}. Choose a data folder outside of it, for example --data ${defaultDataFolder()}.`,
  )
}

async function isEmptyAndOfRoot(folder: string): Promise<boolean> {
  return (await stat(folder)).uid === 0 && (await readdir(folder)).length === 0
}

function outermostBarrier(account: Account, folder: string): string {
  const parent = dirname(folder)
  return parent === folder || canEnter(account, parent) ? folder : outermostBarrier(account, parent)
}

async function takeOwnership(folder: string, account: Account | undefined) {
  const { uid } = await stat(folder)
  if (account && uid === 0) return await chown(folder, account.uid, account.gid)
  const needed = account?.uid ?? process.getuid?.()
  if (uid !== needed) {
    throw unusable(folder, `it belongs to another user (uid ${uid}); start Stammgast as that user`)
  }
}

const unusable = (folder: string, reason: string) =>
  new Refusal(
    'unavailable',
    'data_folder_unusable',
    `Cannot use the data folder ${folder}: ${reason}.`,
  )

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? error.code : undefined
