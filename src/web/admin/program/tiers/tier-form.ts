import type { TierLadder, TierLevel } from '#contract/language/tier-ladder.ts'
import { freeKey } from '../draft.ts'
import { isBare } from './privilege-form.ts'

/** The ladder being changed; without a day, since it acts from now on. */
export type TierDraft = Omit<TierLadder, 'validFrom'>
export type TierFault = 'name' | 'privilege' | 'currency' | 'same'

export const bases = ['visits', 'purchase_days', 'points', 'spend'] as const

export const draftOfLadder = (ladder: TierLadder | null): TierDraft | null => {
  if (!ladder || ladder.levels.length === 0) return null
  const { validFrom: _, ...draft } = ladder
  return draft
}

/** By visits within a year: what money cannot buy. */
export const firstLadder = (words: { silver: string; gold: string }): TierDraft => ({
  basis: 'visits',
  windowDays: 365,
  periodDays: 365,
  graceDays: 30,
  levels: [
    { key: 'silver', name: words.silver, threshold: 12, lasting: 'period', privileges: [] },
    { key: 'gold', name: words.gold, threshold: 40, lasting: 'period', privileges: [] },
  ],
})

export function changeLevel(
  draft: TierDraft,
  key: string,
  change: Partial<Omit<TierLevel, 'key'>> | null,
): TierDraft {
  const levels = draft.levels.flatMap((level) =>
    level.key === key ? (change ? { ...level, ...change } : []) : level,
  )
  return { ...draft, levels: levels.toSorted((one, other) => one.threshold - other.threshold) }
}

/** Without a name, since only the business knows one. */
export function addLevel(draft: TierDraft): TierDraft {
  const highest = draft.levels.at(-1)?.threshold ?? 0
  const key = freeKey(
    'level',
    draft.levels.map((level) => level.key),
  )
  const level: TierLevel = {
    key,
    name: '',
    threshold: Math.max(1, highest * 2),
    lasting: 'period',
    privileges: [],
  }
  return { ...draft, levels: [...draft.levels, level] }
}

export function faultOfLadder({ basis, currency, levels }: TierDraft): TierFault | null {
  const names = levels.map(({ name }) => name.trim())
  if (names.includes('')) return 'name'
  if (new Set(names).size < names.length) return 'same'
  if (basis === 'points' && !currency) return 'currency'
  return levels.some(({ privileges }) => privileges.some(isBare)) ? 'privilege' : null
}
