import type { ProgramChange } from '#contract/endpoints/program-previews.ts'
import type { Change } from './draft.ts'

/** The first change the server can look ahead at; rewards and values it is told beside. */
export function lintChangeOf(changes: readonly Change[]): ProgramChange | null {
  return changes.flatMap((change) => programChangeOf(change) ?? [])[0] ?? null
}

/** A change as the server previews it; null for what is not one of the program's revisions. */
export function programChangeOf(change: Change): ProgramChange | null {
  switch (change.kind) {
    case 'rule':
      return { kind: 'rule', content: { key: change.key, ...change.content } }
    case 'rule_end':
      return { kind: 'rule_end', key: change.key }
    case 'reward':
    case 'card':
    case 'card_end':
    case 'value':
      return null
  }
}
