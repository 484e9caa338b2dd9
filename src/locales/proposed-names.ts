import { demoNames as germanDemo } from './de/demo-names.ts'
import { demoNames as englishDemo } from './en/demo-names.ts'
import { type Language, languages } from './language.ts'
import type { Texts } from './noun.ts'
import { proposalWords } from './proposal-words.ts'

/**
 * Whoever reads another language is told in theirs what the guided start or the demo named, and
 * nobody changed. Whatever a business named itself stays as it was written.
 */
export function inLanguage(name: string, language: Language, currency: string): string {
  for (const other of languages) {
    const said = sameIn(namesIn(language, currency), namesIn(other, currency), name)
    if (said !== null) return said
  }
  return name
}

type Names = { leaves: ReadonlyMap<string, string>; amountOff(whole: number): string }

const kept = new Map<string, Names>()

function namesIn(language: Language, currency: string): Names {
  const key = `${language} ${currency}`
  const { amountOff, ...words } = proposalWords(language, currency)
  const names = kept.get(key) ?? {
    leaves: new Map(leavesOf({ words, demo: language === 'de' ? germanDemo : englishDemo })),
    amountOff,
  }
  kept.set(key, names)
  return names
}

const leavesOf = (tree: Texts, path = ''): [path: string, text: string][] =>
  Object.entries(tree).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${path} ${key}`, text]] : leavesOf(text, `${path} ${key}`),
  )

/** What these words call the thing that `others` call by this name; null: they do not. */
function sameIn(names: Names, others: Names, name: string): string | null {
  const whole = Number(name.replaceAll(/\D/g, ''))
  if (name === others.amountOff(whole)) return names.amountOff(whole)
  const [path] = [...others.leaves].find(([, text]) => text === name) ?? []
  return path === undefined ? null : (names.leaves.get(path) ?? null)
}

/** `ein Keks` where a line or a sentence begins; what a business writes small on purpose stays as it is. */
export const atBeginning = (name: string): string =>
  name.replace(/^(ein|eine|a|an) /, (article) => article[0]!.toUpperCase() + article.slice(1))

const units: Record<Language, Record<string, { one: string; other: string }>> = {
  de: {
    stamps: { one: 'Stempel', other: 'Stempel' },
    points: { one: 'Punkt', other: 'Punkte' },
  },
  en: {
    stamps: { one: 'stamp', other: 'stamps' },
    points: { one: 'point', other: 'points' },
  },
}

/** The usual names of what is collected beside a number, `1 Punkt`; any other stays as it is. */
export function unitInLanguage(name: string, count: number, language: Language): string {
  const lower = name.toLowerCase()
  const key = Object.keys(units.en).find((one) =>
    languages.some((other) =>
      Object.values(units[other][one] ?? {}).some((word) => word.toLowerCase() === lower),
    ),
  )
  const words = key === undefined ? undefined : units[language][key]
  if (!words) return name
  return Math.abs(count) === 1 ? words.one : words.other
}
