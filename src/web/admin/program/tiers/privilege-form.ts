import type { Privilege, PrivilegeKind } from '#contract/language/privilege.ts'

/** The kinds one can choose; what was once called service is said in one's own words. */
export const offeredKinds = [
  'preferred_advice',
  'short_queue',
  'early_access',
  'free_extra',
  'own_words',
] as const satisfies readonly PrivilegeKind[]
export type OfferedKind = (typeof offeredKinds)[number]

const usualDays = 7

/** A privilege of a kind as it begins; `what` is given away where something is. */
export function newPrivilege(kind: OfferedKind, what: string): Privilege {
  switch (kind) {
    case 'preferred_advice':
    case 'short_queue':
      return { kind }
    case 'early_access':
      return { kind, days: usualDays }
    case 'free_extra':
      return { kind, what }
    case 'own_words':
      return { kind, text: '' }
  }
}

/** Whatever has a text of its own is said in one's own words. */
export function chosenKind(privilege: Privilege): OfferedKind {
  if (privilege.kind === 'service') return 'own_words'
  return 'text' in privilege && privilege.text !== undefined ? 'own_words' : privilege.kind
}

/** What says nothing yet. */
export const isBare = (privilege: Privilege): boolean =>
  'text' in privilege && privilege.text !== undefined && privilege.text.trim() === ''
