import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'

type Offline = {
  /** Below which the worker answers: `/pos`, or `/` */
  scope: string
  /** Addresses below it that are others' pages. */
  leave?: readonly string[]
  /** Files that are not worth keeping, by their path. */
  without?: RegExp
}

/** Writes `worker.js` beside a built app: it keeps all files of exactly this build. */
export function offline({ scope, leave = [], without = /(?!)/ }: Offline): Plugin {
  let config: ResolvedConfig
  return {
    name: 'offline',
    apply: 'build',
    configResolved: (resolved) => {
      config = resolved
    },
    closeBundle: async () => {
      const { base, root } = config
      const folder = resolve(root, config.build.outDir)
      const kept = (await filesIn(folder)).filter((file) => isKept(file) && !without.test(file))
      const version = await versionOf(folder, ['index.html', ...kept])
      const files = kept.map((file) => `${base}${file.split(sep).join('/')}`)
      await buildWorker(folder, { version, scope, page: scope, files, leave })
    },
  }
}

const isKept = (file: string) => file !== 'index.html' && file !== 'worker.js'

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)))
    .sort()
}

/** Another program may send other headers with the same page, so its version counts too. */
async function versionOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(await readFile('package.json'))
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

async function buildWorker(folder: string, kept: object) {
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __KEPT__: JSON.stringify(kept) },
    build: {
      lib: {
        ...{ entry: 'src/web/offline/worker.ts', formats: ['iife'], name: 'stammgastWorker' },
        fileName: () => 'worker.js',
      },
      outDir: folder,
      emptyOutDir: false,
    },
  })
}
