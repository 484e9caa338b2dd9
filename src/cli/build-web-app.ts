import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtAdminFolder, builtPortalFolder, builtPosFolder } from '#server/admin-pages.ts'
import { say } from './command.ts'

const checkout = fileURLToPath(new URL('../../', import.meta.url))

const configs = ['vite.config.ts', 'vite.pos.config.ts', 'vite.portal.config.ts']

/** What the built pages are made of. */
const sources = [
  'src/web',
  'src/snippet',
  'src/contract',
  'src/kernel',
  'src/locales',
  ...configs,
  'vite.offline.ts',
  'vite.compressed.ts',
]

/**
 * Builds the pages if that never happened, or happened before their sources changed.
 * @returns whether they are there now
 */
export async function buildWebApp(): Promise<boolean> {
  const folders = [builtAdminFolder, builtPosFolder, builtPortalFolder]
  const pages = folders.map((folder) => join(folder, 'index.html'))
  const built = Math.min(...pages.map(lastChange))
  const changed = Math.max(...sources.map((source) => lastChange(join(checkout, source))))
  if (built >= changed) return true
  say(built === 0 ? 'Building the web app (once) ...' : 'Building the web app anew ...')
  for (const config of configs) {
    if (await build(config)) continue
    say('The web app could not be built; its reasons stand above.')
    return false
  }
  return true
}

async function build(config: string): Promise<boolean> {
  const vite = join(checkout, 'node_modules/vite/bin/vite.js')
  const child = spawn(
    process.execPath,
    [vite, 'build', '--config', config, '--logLevel', 'error'],
    {
      cwd: checkout,
      // Whatever this program runs for: React would bring along its checks for developers.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    },
  )
  const [code] = await once(child, 'exit')
  return code === 0
}

/** When a file, or the newest within a folder, was last written; 0 where there is none. */
function lastChange(path: string): number {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
  return Math.max(
    0,
    ...files
      .filter((file) => file.isFile())
      .map((file) => statSync(join(file.parentPath, file.name)).mtimeMs),
  )
}
