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

const templates = /`(?<template>(?:[a-z_]|\$\{\w+\})*\$\{\w+\}(?:[a-z_]|\$\{\w+\})*)`/g
const quoted = /'(?<word>[a-z0-9]+(?:_[a-z0-9]+)+)'/g

/** Whether a code is written anywhere behind the contract, by itself or by a template. */
export function isGiven(files: Files): (code: string) => boolean {
  const texts = [...files]
    .filter(([file]) => speaksInCodes(file) && !file.startsWith('src/contract/endpoints/'))
    .map(([, text]) => text)
  const words = new Set([
    ...texts.flatMap((text) => found(text, quoted, 'word')),
    ...texts.flatMap((text) => found(text, missing, 'thing').map((thing) => `${thing}_not_found`)),
  ])
  const forms = texts
    .flatMap((text) => found(text, templates, 'template'))
    .filter((template) => template.includes('_'))
    .map((template) => new RegExp(`^${template.replace(/\$\{\w+\}/g, '[a-z_]+')}$`))
  return (code) => words.has(code) || forms.some((form) => form.test(code))
}

const speaksInCodes = (file: string) =>
  file.startsWith('src/') && !/^src\/(?:web|locales|kernel)\//.test(file) && !isOutside(file)

const found = (text: string, form: RegExp, group: string) =>
  [...text.matchAll(form)].flatMap(({ groups }) => groups?.[group] ?? [])
