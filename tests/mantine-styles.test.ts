import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const mantine = 'node_modules/@mantine/core'

/** Where Mantine keeps a component; some that others are made of lie beside the rest. */
const folderOf = (name: string): string | undefined =>
  ['components', 'utils'].map((room) => join(mantine, 'esm', room, name)).find(existsSync)

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))

const namesIn = (file: string, pattern: RegExp): string[] =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1] ?? '')

/** A component and all it is made of, as Mantine's own imports tell: `../../utils/InlineInput/...`. */
function parts(name: string, found = new Set<string>()): Set<string> {
  const folder = folderOf(name)
  if (found.has(name) || folder === undefined) return found
  found.add(name)
  for (const file of filesUnder(folder).filter((path) => path.endsWith('.mjs'))) {
    for (const imported of namesIn(file, /from "(\.[^"]+)"/g)) {
      for (const part of imported.split('/').filter((step) => /^[A-Z]\w+$/.test(step))) {
        parts(part, found)
        found.add(part)
      }
    }
  }
  return found
}

const used = filesUnder('src/web')
  .filter((path) => path.endsWith('.tsx'))
  .flatMap((path) => namesIn(path, /import \{([^}]+)\} from '@mantine\/core'/g))
  .flatMap((names) => names.split(','))
  .map((name) => name.trim())
  .filter((name) => folderOf(name) !== undefined)

const loaded = new Set(namesIn('src/web/design/mantine-styles.ts', /styles\/([\w-]+)\.layer\.css/g))

test('every Mantine component on a page has its styles loaded', () => {
  const needed = new Set(used.flatMap((name) => [...parts(name)]))
  const missing = [...needed].filter(
    (name) => existsSync(join(mantine, 'styles', `${name}.layer.css`)) && !loaded.has(name),
  )
  expect(needed.size).toBeGreaterThan(5)
  expect(missing, 'to be added to src/web/design/mantine-styles.ts').toEqual([])
})
