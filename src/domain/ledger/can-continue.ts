import type { Account } from './account.ts'
import type { Act } from './act.ts'
import type { Instant } from './facts.ts'
import type { Part } from './lot.ts'
import { type Entry, type Life, timeline } from './settle.ts'

/**
 * Whether what happened can be added to an account as its row keeps it, and certainly ends like a
 * replay. A grant commutes with everything up to the last instant at which it mattered which lots
 * there were; anything else must come after all that moved points, grants too, since they would have
 * paid what it leaves owed; and find in the row what it names.
 */
export function canContinue(account: Account, life: Life): boolean {
  if (!isSelfContained(account)) return false
  const entries = timeline(life, account)
  const onlyGrants = entries.every(({ kind }) => kind === 'grant')
  if (account.sums.owed < 0 && !onlyGrants && life.grants.length > 0) return false
  const newest = newestLotAt(account)
  return entries.every((entry) => isDirect(account, newest, entry))
}

/** A row keeps no list of debts: while points are owed, nothing it keeps may be among them. */
export function isSelfContained({ sums, lots, holds }: Account): boolean {
  if (sums.owed === 0) return true
  const kept = [...lots.values()].map(({ lack }) => lack)
  const held = [...holds.values()].map(({ parts }) => parts)
  return ![...kept, ...held].some((parts) => parts.some(isOwed))
}

const isOwed = (part: Part) => part.kind === 'short' && part.account === 'owed'

/** What was earned later and is used up by now moved points again, which `lastTakeAt` knows. */
function newestLotAt({ lots }: Account): Instant {
  let newest = 0
  for (const { earnedAt } of lots.values()) newest = Math.max(newest, earnedAt)
  return newest
}

function isDirect(account: Account, newestLotAt: Instant, entry: Entry): boolean {
  switch (entry.kind) {
    case 'grant':
      return (
        entry.at > account.lastTakeAt &&
        !account.lots.has(entry.grant.key) &&
        !account.awaited.has(entry.grant.key)
      )
    case 'reversal':
      return (
        entry.at > account.lastTakeAt &&
        entry.at >= account.lastStepAt &&
        entry.at >= newestLotAt &&
        entry.reversal.kind === 'earned' &&
        account.lots.has(entry.reversal.of)
      )
    case 'act':
      return (
        entry.at >= account.lastStepAt &&
        entry.at >= newestLotAt &&
        knowsWhatItNames(account, entry.act)
      )
  }
}

function knowsWhatItNames(account: Account, act: Act): boolean {
  switch (act.kind) {
    case 'cancel':
      return false
    case 'capture':
    case 'release':
      return account.holds.has(act.hold)
    default:
      return true
  }
}
