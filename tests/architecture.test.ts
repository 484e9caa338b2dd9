import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFiles } from './architecture/read-files.ts'
import {
  everyFileHasARoom,
  everyImportLeadsLeft,
  noAny,
  noCircle,
  noFolderForAnything,
  noLongFile,
  noPathOfAMachine,
  type Rule,
} from './architecture/rules.ts'

const house = readFiles(dirname(dirname(fileURLToPath(import.meta.url))))

describe('the house', () => {
  it('imports only from left to right', () => expect(everyImportLeadsLeft(house)).toEqual([]))
  it('imports nothing in a circle', () => expect(noCircle(house)).toEqual([]))
  it('has a room for every file', () => expect(everyFileHasARoom(house)).toEqual([]))
  it('has no folder for anything', () => expect(noFolderForAnything(house)).toEqual([]))
  it('says what a value is, never any', () => expect(noAny(house)).toEqual([]))
  it('keeps a file to one thought', () => expect(noLongFile(house)).toEqual([]))
  it('names no path of a machine', () => expect(noPathOfAMachine(house)).toEqual([]))
})

const ledger = 'src/domain/ledger/post.ts'
const people = "'#domain/people/merge.ts'"

describe('an import from right to left is seen', () => {
  const forms = {
    'as a value': `import { merge } from ${people}`,
    'over several lines': `import {\n  merge,\n  undo,\n} from ${people}`,
    'as a type': `import type { Merge } from ${people}`,
    'for its effect': `import ${people}`,
    'passed on': `export { merge } from ${people}`,
    'all passed on': `export * from ${people}`,
    'while running': `const { merge } = await import(${people})`,
    'inside a type': `type Merge = import(${people}).Merge`,
    'by a relative path': "import { merge } from '../people/merge.ts'",
    'after a comment': `/* on one line */ import { merge } from ${people}`,
  }
  it.each(Object.entries(forms))('%s', (_, text) => {
    expect(everyImportLeadsLeft(planted(ledger, text))).toHaveLength(1)
  })

  it('and one that cannot be read is refused', () => {
    const text = "import { sql } from 'kysely'\nawait import(path)"
    expect(everyImportLeadsLeft(planted(ledger, text))).toEqual([
      `${ledger}:2 imports what cannot be read`,
    ])
  })

  it('but not in a comment or in words', () => {
    const text = `import 'pg'\n// import x from ${people}\nconst usage = "import purchases FILE"`
    expect(everyImportLeadsLeft(planted(ledger, text))).toEqual([])
  })
})

describe('the rooms', () => {
  const refused: [string, string][] = [
    ['src/kernel/ids.ts', '#contract/endpoint.ts'],
    ['src/contract/endpoint.ts', '#statistics/intervals.ts'],
    ['src/statistics/intervals.ts', '#contract/endpoint.ts'],
    ['src/locales/de.ts', '#contract/endpoint.ts'],
    ['src/demo/world.ts', '#domain/events/record.ts'],
    ['src/domain/people/erase.ts', '#house.ts'],
    ['src/server/serve.ts', '#cli/main.ts'],
    ['src/server/serve.ts', '#web/admin/main.tsx'],
    ['src/web/design/button.tsx', '#web/client/call.ts'],
    ['src/web/client/call.ts', '#web/admin/overview.tsx'],
    ['src/web/portal/card.tsx', '#web/admin/overview.tsx'],
    ['src/web/admin/overview.tsx', '#domain/events/record.ts'],
    ['src/cli/main.ts', '../../tests/browser/browser.ts'],
    ['src/cli/main.ts', '#helpful/thing.ts'],
  ]
  it.each(refused)('%s may not import %s', (file, specifier) => {
    expect(everyImportLeadsLeft(planted(file, `import x from '${specifier}'`))).toHaveLength(1)
  })

  const allowed: [string, string][] = [
    ['src/contract/endpoint.ts', '#kernel/ids.ts'],
    ['src/domain/analytics/cohorts.ts', '#statistics/intervals.ts'],
    ['src/domain/messages/send.ts', '#locales/de.ts'],
    ['src/web/admin/overview.tsx', '#web/design/button.tsx'],
    ['src/cli/demo.ts', '#demo/world.ts'],
    ['src/house.ts', '#domain/people/erase.ts'],
    ['src/server/version.ts', '../../package.json'],
    ['src/kernel/ids.test.ts', '#house.ts'],
    ['tests/stories/import.test.ts', '#cli/main.ts'],
  ]
  it.each(allowed)('%s may import %s', (file, specifier) => {
    expect(everyImportLeadsLeft(planted(file, `import x from '${specifier}'`))).toEqual([])
  })
})

describe('a circle', () => {
  const [tier, state, earn] = ['tier', 'state', 'earn'].map(
    (name) => `src/domain/loyalty/${name}.ts`,
  ) as [string, string, string]

  it('of three files is found once, whatever it is made of', () => {
    const files = new Map([
      [tier, "import type { State } from './state.ts'"],
      [state, "import { earn } from '#domain/loyalty/earn.ts'"],
      [earn, "export const tier = () => import('./tier.ts')"],
      ['src/cli/main.ts', "import { tier } from '#domain/loyalty/tier.ts'"],
    ])
    expect(noCircle(files)).toEqual([`${earn} > ${tier} > ${state} > ${earn}`])
  })

  it('of a file with itself is one', () => {
    expect(noCircle(planted(tier, "import { tier } from './tier.ts'"))).toHaveLength(1)
  })

  it('is none where two ways lead to one file', () => {
    const files = new Map([
      [tier, "import './state.ts'\nimport './earn.ts'"],
      [state, "import './earn.ts'"],
      [earn, "import { sql } from 'kysely'"],
    ])
    expect(noCircle(files)).toEqual([])
  })
})

/** Kept apart from the plants, or this file would be one. */
const any = 'any'

describe('a violation is found', () => {
  const plants: [string, Rule, string, string][] = [
    ['no import anywhere', everyImportLeadsLeft, 'src/kernel/ids.ts', 'export const one = 1'],
    ['a file without a room', everyFileHasARoom, 'src/domain/karma/karma.ts', ''],
    ['a file beside the rooms', everyFileHasARoom, 'src/thing.ts', ''],
    ['a folder for anything', noFolderForAnything, 'src/kernel/utils/pad.ts', ''],
    ['a parameter of any', noAny, 'src/kernel/ids.ts', `function f(x: ${any}) {}`],
    ['a list of any', noAny, 'src/kernel/ids.ts', `const list: ${any}[] = []`],
    ['a cast to any', noAny, 'src/kernel/ids.ts', `const x = y as ${any}`],
    ['a schema of any', noAny, 'src/kernel/ids.ts', `const x = z.${any}()`],
    ['a file too long', noLongFile, 'src/kernel/ids.ts', 'one\n'.repeat(401)],
    ['a path of a machine', noPathOfAMachine, 'README.md', `see /${'home'}/anna/stammgast`],
    ['a link out of the house', noPathOfAMachine, 'README.md', `see ${'../'}elsewhere/plan.md`],
  ]
  it.each(plants)('%s', (_, rule, file, text) => {
    expect(rule(planted(file, text))).toHaveLength(1)
  })

  const innocent: [string, Rule, string, string][] = [
    ['SQL that says any', noAny, 'src/kernel/ids.ts', 'where id = any($1) -- any customer'],
    ['prose that says any', noAny, 'src/kernel/ids.ts', "const text = 'x: any number of them'"],
    ['long words', noLongFile, 'src/locales/de.ts', 'one\n'.repeat(401)],
    ['a link inside', noPathOfAMachine, 'docs/decisions/0001.md', 'see ../../README.md'],
  ]
  it.each(innocent)('but %s is none', (_, rule, file, text) => {
    expect(rule(planted(file, text))).toEqual([])
  })
})

function planted(file: string, text: string): Map<string, string> {
  return new Map([[file, text]])
}
