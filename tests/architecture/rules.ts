import { posix } from 'node:path'
import { circlesIn } from './circles.ts'
import { readImports, targetOf } from './read-imports.ts'
import { isOutside, mayImport, roomOf } from './rooms.ts'

/** The text of every file, by its path from the root. */
export type Files = Map<string, string>

/** Each rule returns one sentence per violation. */
export type Rule = (files: Files) => string[]

const linesMax = 400
const forbiddenFolders = ['utils', 'helpers', 'services', 'common', 'types']

export const everyImportLeadsLeft: Rule = (files) => {
  const imports = codeIn(files).flatMap(([file, text]) =>
    readImports(text).map((found) => ({ file, ...found })),
  )
  if (imports.length === 0) return ['no import was seen at all']
  return imports.flatMap(({ file, specifier, line }) => {
    const reason = whyForbidden(file, specifier)
    return reason ? [`${file}:${line} ${reason}`] : []
  })
}

function whyForbidden(file: string, specifier: string | null): string | null {
  if (isOutside(file)) return null
  if (specifier === null) return 'imports what cannot be read'
  const target = targetOf(specifier, file)
  const room = roomOf(file)
  // Where the version stands.
  if (target === 'package.json' || target === null || room === null) return null
  if (isOutside(target)) return `imports ${target}, which stands outside the house`
  const other = roomOf(target)
  if (other === null) return `imports ${target}, which belongs to no room`
  return mayImport(room, other) ? null : `imports ${target}: ${room} may not know ${other}`
}

/** A file that needs another which needs it cannot be read, moved or tested without it. */
export const noCircle: Rule = (files) => {
  const imports = new Map(
    codeIn(files)
      .filter(([file]) => file.startsWith('src/'))
      .map(([file, text]) => [file, targetsOf(file, text)]),
  )
  return circlesIn(imports).map((circle) => `${circle.join(' > ')} > ${circle[0]}`)
}

const targetsOf = (file: string, text: string): string[] =>
  readImports(text).flatMap(({ specifier }) => (specifier && targetOf(specifier, file)) ?? [])

export const everyFileHasARoom: Rule = (files) =>
  codeIn(files)
    .filter(([file]) => file.startsWith('src/') && !isEntryOfWeb(file) && roomOf(file) === null)
    .map(([file]) => `${file} belongs to no room`)

/** What the bundler reads of the web itself: its page and its declarations. */
function isEntryOfWeb(file: string): boolean {
  return /^src\/web\/[^/]+\.d\.ts$/.test(file)
}

export const noFolderForAnything: Rule = (files) =>
  [...files.keys()]
    .filter((file) => file.split('/').slice(0, -1).some(isForbiddenFolder))
    .map((file) => `${file} lies in a folder named for nothing`)

function isForbiddenFolder(folder: string): boolean {
  return forbiddenFolders.includes(folder)
}

const anyAsType = /(?:[:<,|&(=]\s*|\bas\s+)any\s*(?:[;,)\]>|&={}[]|$)|\bz\.any\(/

export const noAny: Rule = (files) =>
  codeIn(files).flatMap(([file, text]) => linesMatching(file, text, anyAsType, 'says any'))

export const noLongFile: Rule = (files) =>
  codeIn(files)
    .filter(([file]) => !file.startsWith('src/locales/'))
    .map(([file, text]) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > linesMax)
    .map(({ file, lines }) => `${file} has ${lines} lines; ${linesMax} are the most`)

/** Folders where people and their machines keep a checkout. */
const machinePath = /(?<![\w.~-])\/(?:home|Users|root|work|workspace|builds)\/\w/

export const noPathOfAMachine: Rule = (files) =>
  [...files].flatMap(([file, text]) => [
    ...linesMatching(file, text, machinePath, 'names a path of a machine'),
    ...(file.endsWith('.md') ? linksOutOfTheHouse(file, text) : []),
  ])

function linksOutOfTheHouse(file: string, text: string): string[] {
  return (text.match(/(?:\.\.\/)+[\w.-]+/g) ?? [])
    .filter((path) => posix.join(posix.dirname(file), path).startsWith('..'))
    .map((path) => `${file} leads out of the repository: ${path}`)
}

function linesMatching(file: string, text: string, pattern: RegExp, fault: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${fault}`] : []))
}

function codeIn(files: Files): [string, string][] {
  return [...files].filter(([file]) => /\.(ts|tsx|mjs)$/.test(file))
}
