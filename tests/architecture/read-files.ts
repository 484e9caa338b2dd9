import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import type { Files } from './rules.ts'

const notOurs = new Set(['node_modules', '.git', 'dist', 'data', 'coverage', '.tmp'])
const pictures = new Set(['.png', '.ico', '.woff2', '.jpg'])

/** Every text file of the repository; the lock file, which npm writes, aside. */
export function readFiles(root: string): Files {
  return new Map(
    filesBelow(root)
      .filter((path) => !pictures.has(extname(path)) && !path.endsWith('package-lock.json'))
      .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  )
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesBelow(path)
      return entry.isFile() ? [path] : []
    })
}
