import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtAdminFolder } from '#server/admin-pages.ts'
import { say } from './command.ts'

const checkout = fileURLToPath(new URL('../../', import.meta.url))

/** What the built pages are made of. */
const sources = ['src/web', 'src/contract', 'src/kernel', 'src/locales', 'vite.config.ts']

/** Builds the web app if that never happened, or happened before its sources changed. */
export async function buildWebApp() {
  const built = lastChange(join(builtAdminFolder, 'index.html'))
  const changed = Math.max(...sources.map((source) => lastChange(join(checkout, source))))
  if (built >= changed) return
  say(built === 0 ? 'Building the web app (once) ...' : 'Building the web app anew ...')
  const vite = join(checkout, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    say('The web app could not be built; its reasons stand above. The API starts all the same.')
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
