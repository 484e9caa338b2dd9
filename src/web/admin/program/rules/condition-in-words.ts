import type { Comparison, Condition } from '#kernel/conditions.ts'
import { circumstanceOf } from './condition-circumstance.ts'
import { clauseOf } from './condition-clause.ts'
import { lineWords } from './condition-line.ts'
import { isDenied, type Say } from './condition-values.ts'

/** When a rule acts, as one says it: sentences, each with its point. */
export function conditionInWords(say: Say, condition: Condition): string {
  const parts = partsOf(condition)
  const wanted = parts.filter(({ kind }) => kind !== 'not')
  const circumstances = wanted.flatMap((part) => {
    const words = circumstanceIn(say, part)
    return words === null ? [] : [words]
  })
  const others = wanted.filter((part) => circumstanceIn(say, part) === null)
  const clauses = others.length > 0 ? allWords(say, others) : null
  return [
    wanted.length > 0 && onlyWords(say.t, circumstances.join(' '), clauses),
    ...parts.flatMap((part) => (part.kind === 'not' ? exceptions(say, part.of) : [])),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Which articles count, as one says it. */
export function linesInWords(say: Say, condition: Condition): string {
  const parts = partsOf(condition)
  const wanted = parts.filter(({ kind }) => kind !== 'not')
  const only = wanted.length > 0 && {
    words: say.format.list(wanted.map((part) => attribute(say, part, wanted.length > 1))),
  }
  return [
    only && say.t('onlyLines', only),
    ...parts.flatMap((part) =>
      part.kind === 'not' ? [say.t('noLines', { words: attribute(say, part.of, false) })] : [],
    ),
  ]
    .filter(Boolean)
    .join(' ')
}

/** What all have to hold; a part that itself holds several is opened, and so is a denial of any. */
function partsOf(condition: Condition): readonly Condition[] {
  if (condition.kind === 'all') return condition.of.flatMap(partsOf)
  if (condition.kind === 'compare') return [deniedApart(condition)]
  if (condition.kind !== 'not') return [condition]
  if (condition.of.kind === 'not') return partsOf(condition.of.of)
  return condition.of.kind === 'any'
    ? condition.of.of.flatMap((of) => partsOf({ kind: 'not', of }))
    : [condition]
}

const deniable = ['event.weekday', 'event.store', 'event.channel', 'line.category', 'line.sku']

/** "Nicht am Sonntag" instead of "Nur nicht am Sonntag". */
function deniedApart(comparison: Comparison): Condition {
  if (!isDenied(comparison) || !deniable.includes(comparison.field)) return comparison
  const operator = comparison.operator === 'none_of' ? 'one_of' : 'equal'
  return { kind: 'not', of: { ...comparison, operator } }
}

const onlyWords = (t: Say['t'], circumstances: string, words: string | null) => {
  if (words === null) return t('only', { words: circumstances })
  return circumstances === '' ? t('onlyIf', { words }) : t('onlyThenIf', { circumstances, words })
}

function exceptions(say: Say, denied: Condition): string[] {
  const circumstance = circumstanceIn(say, denied)
  return circumstance === null
    ? [say.t('notIf', { words: clause(say, denied) })]
    : [say.t('not', { words: circumstance })]
}

/** `am Dienstag oder in der Filiale Altstadt`; null: it is no circumstance. */
function circumstanceIn(say: Say, condition: Condition): string | null {
  if (condition.kind === 'compare') return circumstanceOf(say, condition)
  if (condition.kind !== 'any') return null
  const words = condition.of.map((part) => circumstanceIn(say, part))
  return words.every((one) => one !== null) ? say.format.choice(words) : null
}

/** A condition as it follows "wenn". */
function clause(say: Say, condition: Condition): string {
  const { t, format } = say
  switch (condition.kind) {
    case 'all':
      return allWords(say, condition.of)
    case 'any':
      return format.choice(
        condition.of.map((part) => {
          const words = clause(say, part)
          return part.kind === 'all' && part.of.length > 1 ? t('together', { words }) : words
        }),
      )
    case 'not':
      return t('notSo', { words: clause(say, condition.of) })
    case 'some':
      return t('someLine', { words: attribute(say, condition.of, false) })
    case 'compare': {
      const circumstance = circumstanceOf(say, condition)
      return circumstance === null
        ? clauseOf(say, condition)
        : t('happens', { words: circumstance })
    }
  }
}

/** What reaches farthest stands last, so that nothing after it is drawn into it. */
function allWords(say: Say, of: readonly Condition[]): string {
  const reach = ({ kind }: Condition) => (kind === 'any' ? 1 : kind === 'not' ? 2 : 0)
  return say.format.list(
    of
      .toSorted((one, other) => reach(one) - reach(other))
      .map((part) => {
        const words = clause(say, part)
        return part.kind === 'any' && of.length > 1 ? say.t('besides', { words }) : words
      }),
  )
}

/** What is said of an article: `aus der Warengruppe Kaffee`. */
function attribute(say: Say, condition: Condition, amongOthers: boolean): string {
  const { t, format } = say
  switch (condition.kind) {
    case 'all':
      return format.list(condition.of.map((part) => attribute(say, part, true)))
    case 'any': {
      const words = format.choice(condition.of.map((part) => attribute(say, part, false)))
      return amongOthers ? t('besides', { words }) : words
    }
    case 'not':
      return t('denied', { words: attribute(say, condition.of, false) })
    case 'some':
      return t('someLine', { words: attribute(say, condition.of, false) })
    case 'compare':
      return lineWords(say, condition)
  }
}
