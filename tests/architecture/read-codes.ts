import { isOutside } from './rooms.ts'
import type { Files } from './rules.ts'

/** Where a code is given to a refusal, declared, or held in a type or a list of sentences. */
const forms = [
  /\b(?:malformed|conflict|refused|TooMany)\(\s*'(?<code>[a-z0-9_]+)'/g,
  /\bRefusal\(\s*(?:'[a-z_]+'|kind),\s*'(?<code>[a-z0-9_]+)'/g,
  /\bcode: '(?<code>[a-z0-9]+_[a-z0-9_]+)'/g,
  /^ {2}\| '(?<code>[a-z]+_[a-z0-9_]+)'$/gm,
  /^ {2}(?<code>import_file_[a-z_]+):/gm,
]
const lists = /\b(?:errors:|[a-z]+Errors =) \[(?<list>[^\]]*)\]/g
const missing = /\bnotFound\('(?<thing>[a-z_]+)'\)/g

/** Every code by which the server and its programs refuse, read from their text. */
export function readCodes(files: Files): Set<string> {
  const texts = [...files].filter(([file]) => speaksInCodes(file)).map(([, text]) => text)
  return new Set(
    texts.flatMap((text) => [
      ...forms.flatMap((form) => found(text, form, 'code')),
      ...found(text, lists, 'list').flatMap((list) =>
        found(list, /'(?<code>[a-z0-9_]+)'/g, 'code'),
      ),
      ...found(text, missing, 'thing').map((thing) => `${thing}_not_found`),
    ]),
  )
}

const speaksInCodes = (file: string) =>
  file.startsWith('src/') && !/^src\/(?:web|locales|kernel)\//.test(file) && !isOutside(file)

const found = (text: string, form: RegExp, group: string) =>
  [...text.matchAll(form)].flatMap(({ groups }) => groups?.[group] ?? [])
