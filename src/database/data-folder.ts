import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#kernel/errors.ts'
import { type Account, canEnter, isRoot, unprivilegedAccount } from './account.ts'
import { errorCode } from './error-code.ts'

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

function defaultDataFolder(): string {
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
  const account = isRoot() ? await accountFor(wanted) : undefined
  if (account) await admit(account, wanted)
  await mkdir(dirname(wanted), { recursive: true })
  await makePrivate(wanted, account)
  const root = await realpath(wanted)
  const postgresql = join(root, 'postgresql')
  await makePrivate(postgresql, account)
  await refuseForeign(postgresql, account)
  return {
    root,
    postgresql,
    cluster: join(postgresql, 'data'),
    log: join(postgresql, 'server.log'),
    lock: join(postgresql, 'lock'),
    account,
  }
}

/** A folder that already belongs to somebody keeps its owner, so that root may lend a hand. */
async function accountFor(wanted: string): Promise<Account> {
  for (const folder of [join(wanted, 'postgresql'), wanted]) {
    const { uid, gid } = await stat(folder).catch(() => ({ uid: 0, gid: 0 }))
    if (uid !== 0) return { uid, gid }
  }
  const account = unprivilegedAccount()
  if (account) return account
  throw new Refusal(
    'unavailable',
    'unprivileged_account_missing',
    'PostgreSQL does not run as root, and this machine knows neither an account "stammgast" nor "nobody". Create one, or start Stammgast as an ordinary user.',
  )
}

/** Refuses, before anything is made, what the account could not reach afterwards. */
async function admit(account: Account, wanted: string) {
  if (await isEmptyAndOfRoot(wanted)) await chown(wanted, account.uid, account.gid)
  const existing = nearestExisting(wanted)
  await refuseFile(existing)
  if (canEnter(account, existing)) return
  const barrier = outermostBarrier(account, existing)
  throw new Refusal(
    'unavailable',
    'data_folder_unreachable',
    `PostgreSQL does not run as root, and the account it runs under (uid ${account.uid}) may not enter ${barrier}. Choose a data folder outside of it, for example --data ${defaultDataFolder()}.`,
  )
}

async function isEmptyAndOfRoot(folder: string): Promise<boolean> {
  if (!existsSync(folder) || (await stat(folder)).uid !== 0) return false
  return (await readdir(folder)).length === 0
}

const nearestExisting = (path: string): string =>
  existsSync(path) ? path : nearestExisting(dirname(path))

function outermostBarrier(account: Account, folder: string): string {
  const parent = dirname(folder)
  return parent === folder || canEnter(account, parent) ? folder : outermostBarrier(account, parent)
}

async function makePrivate(folder: string, account: Account | undefined) {
  try {
    await mkdir(folder, { mode: 0o700 })
    if (account) await chown(folder, account.uid, account.gid)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    await refuseFile(folder)
  }
}

async function refuseFile(path: string) {
  if (!(await stat(path)).isDirectory()) throw unusable(path, 'it is not a folder')
}

async function refuseForeign(postgresql: string, account: Account | undefined) {
  const { uid } = await stat(postgresql)
  // Root was interrupted between making the folder and giving it away.
  if (account && uid === 0) return await chown(postgresql, account.uid, account.gid)
  if (uid === (account?.uid ?? process.getuid?.())) return
  throw unusable(
    postgresql,
    `it belongs to another user (uid ${uid}); start Stammgast as that user`,
  )
}

const unusable = (folder: string, reason: string) =>
  new Refusal(
    'unavailable',
    'data_folder_unusable',
    `Cannot use the data folder ${folder}: ${reason}.`,
  )
