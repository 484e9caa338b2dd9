import { posix } from 'node:path'

export interface Import {
  /** What the code says, or null where it cannot be read, as in `import(path)`. */
  specifier: string | null
  line: number
}

const forms = [
  /^\s*(?:import|export)\s[^'"`;]*?\bfrom\s*(?<quote>['"])(?<specifier>[^'"]+)\k<quote>/gm,
  /^\s*import\s*(?<quote>['"])(?<specifier>[^'"]+)\k<quote>/gm,
  /\bimport\(\s*(?:(?<quote>['"`])(?<specifier>[^'"`$]+)\k<quote>\s*[,)])?/gm,
]

/** Every import of a file, read as text: static, of types, for its effect, and dynamic. */
export function readImports(text: string): Import[] {
  const code = withoutComments(text)
  return forms.flatMap((form) =>
    [...code.matchAll(form)].map((match) => ({
      specifier: match.groups?.specifier ?? null,
      line: code.slice(0, match.index).split('\n').length,
    })),
  )
}

/** Keeps the lines, so that what is found can be named by its line. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  )
}

/** The file of this repository an import leads to, or null for a package. */
export function targetOf(specifier: string, file: string): string | null {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  return null
}
