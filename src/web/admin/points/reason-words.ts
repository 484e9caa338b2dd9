import type { TFunction } from 'i18next'
import { type HandReason, handReasons } from '#contract/language/hand-reason.ts'
import { pointReasons } from '#contract/language/point-reason.ts'
import type { Format } from '../../design/format.ts'
import type { StatementLine } from './points.ts'

export type Reason = Pick<StatementLine['reasons'][number], 'key' | 'params'>
type Say = { t: TFunction<'points'>; format: Format; rewardNames: ReadonlyMap<string, string> }

/** Why points moved, in a sentence. */
export const wordsOf = (say: Say, reason: Reason, act: StatementLine['act']): string =>
  reason.key.startsWith('hand.') ? handWords(say, reason.key, act) : reasonWords(say, reason)

function handWords({ t }: Say, key: string, act: StatementLine['act']): string {
  const hand = handReasons.find((one) => key === `hand.${one}`)
  const done = actWords(t, act)
  if (!hand) return done ?? t('reason.unknown')
  const because: string = t(`hands.${hand satisfies HandReason}`)
  return done === null ? because : t('act.because', { act: done, reason: because })
}

const acts = [
  ...['redeem', 'redeem_offline', 'donate', 'hold', 'capture', 'release', 'grant', 'goodwill'],
  ...['opening', 'cancel', 'extend', 'end', 'transfer_out', 'transfer_in'],
]

const actWords = (t: Say['t'], act: string | null): string | null =>
  act !== null && acts.includes(act) ? t(`act.${act as 'redeem'}`) : null

function reasonWords(say: Say, { key, params }: Reason): string {
  const { t, rewardNames } = say
  const known = pointReasons.find((one) => one === key)
  if (!known) return t('reason.unknown')
  const reward = (name: string | number | undefined) =>
    rewardNames.get(String(name)) ?? String(name ?? '')
  switch (known) {
    case 'earned.per_amount':
    case 'earned.per_article':
    case 'earned.per_event':
    case 'earned.multiplier':
      return earnedWords(say, known, params)
    case 'earned.per_purchase':
    case 'earned.per_visit':
    case 'referral.referrer':
    case 'referral.recruit':
    case 'points.held':
    case 'points.captured':
    case 'points.released':
    case 'points.card_split':
    case 'held.cart':
    case 'held.code':
    case 'captured.cart':
    case 'released.cart':
    case 'released.code':
    case 'returned':
    case 'corrected':
    case 'expired':
    case 'hold_over':
    case 'program_ended':
    case 'available':
      return t(`reason.${known}`)
    case 'returned.cart':
      return t('reason.returnedCart')
    case 'points.redeemed':
    case 'points.donated':
      return params.reward === undefined
        ? t(`reason.${known}`)
        : t(`reason.${known}For`, { reward: reward(params.reward) })
    case 'redeemed.reward':
    case 'canceled.reward':
      return t(`reason.${known}`, { reward: reward(params.reward) })
  }
}

type Earned = 'earned.per_amount' | 'earned.per_article' | 'earned.per_event' | 'earned.multiplier'

function earnedWords({ t, format }: Say, key: Earned, params: Reason['params']): string {
  switch (key) {
    case 'earned.per_amount': {
      const amount = format.money(Number(params.perAmount))
      return t('reason.earned.per_amount', { points: exact(format, params.points), amount })
    }
    case 'earned.per_article':
      return t('reason.earned.per_article', { points: exact(format, params.points) })
    case 'earned.per_event': {
      const event = String(params.event)
      // An event type of the business has its own name, and no words of ours.
      const known = t(`event.${event as 'visit'}`, { defaultValue: event })
      return t('reason.earned.per_event', { event: known })
    }
    case 'earned.multiplier':
      return t('reason.earned.multiplier', { factor: exact(format, params.factor) })
  }
}

/** `0.1` as the language writes it, with the places it has. */
function exact(format: Format, rate: string | number | undefined): string {
  const places = String(rate ?? '').split('.')[1]?.length ?? 0
  return format.number(Number(rate), places)
}
