import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type HandReason, handReasons } from '#contract/language/hand-reason.ts'
import type { Format } from '../../design/format.ts'
import { useFormat } from '../../design/provider.tsx'
import type { StatementLine } from './points.ts'

type Reason = Pick<StatementLine['reasons'][number], 'key' | 'params'>
type Say = { t: TFunction<'points'>; format: Format; rewardNames: ReadonlyMap<string, string> }

/** Why points moved, in a sentence, for every reason the books know. */
export function useReasonWords(rewardNames: ReadonlyMap<string, string>) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const say = { t, format, rewardNames }
  return (reason: Reason, act: StatementLine['act']): string =>
    reason.key.startsWith('hand.') ? handWords(say, reason.key, act) : reasonWords(say, reason)
}

function handWords({ t }: Say, key: string, act: StatementLine['act']): string {
  const hand = handReasons.find((one) => key === `hand.${one}`)
  const done = actWords(t, act)
  if (!hand) return done ?? t('reason.unknown')
  const because: string = t(`hands.${hand satisfies HandReason}`)
  return done === null ? because : t('act.because', { act: done, reason: because })
}

const acts = [
  ...['redeem', 'redeem_offline', 'donate', 'hold', 'capture', 'release', 'grant', 'goodwill'],
  ...['opening', 'cancel', 'extend', 'transfer_out', 'transfer_in'],
]

const actWords = (t: Say['t'], act: string | null): string | null =>
  act !== null && acts.includes(act) ? t(`act.${act as 'redeem'}`) : null

function reasonWords(say: Say, { key, params }: Reason): string {
  const { t, rewardNames } = say
  const reward = (name: string | number | undefined) =>
    rewardNames.get(String(name)) ?? String(name ?? '')
  switch (key) {
    case 'earned.per_amount':
    case 'earned.per_article':
    case 'earned.per_event':
    case 'earned.multiplier':
      return earnedWords(say, key, params)
    case 'earned.per_purchase':
    case 'earned.per_visit':
    case 'referral.referrer':
    case 'referral.recruit':
    case 'points.held':
    case 'points.captured':
    case 'points.released':
    case 'returned':
    case 'corrected':
    case 'expired':
    case 'hold_over':
    case 'available':
      return t(`reason.${key}`)
    case 'points.redeemed':
    case 'points.donated':
      return params.reward === undefined
        ? t(`reason.${key}`)
        : t(`reason.${key}For`, { reward: reward(params.reward) })
    case 'redeemed.reward':
    case 'canceled.reward':
      return t(`reason.${key}`, { reward: reward(params.reward) })
    default:
      return t('reason.unknown')
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
