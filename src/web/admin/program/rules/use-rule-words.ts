import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../design/provider.tsx'
import type { RuleContent } from '../program.ts'
import { rateText } from '../rate.ts'
import { conditionInWords, linesInWords } from './condition-in-words.ts'
import { useConditionSay } from './use-condition-words.ts'
import { useExpiryWords } from './use-expiry-words.ts'

type Named = { currency: string; name: string }

/** A rule as one reads it. */
export function useRuleWords() {
  const short = useShortWords()
  const rest = useRestWords()
  const expiryWords = useExpiryWords()
  const { t } = useTranslation('program')
  return {
    /** How it earns. */
    short,
    /** When, for what and how much at most; empty where nothing limits it. */
    rest,
    whole(rule: RuleContent, currency: Named): string {
      const expiry =
        rule.way.kind === 'multiplier' || rule.expiry.kind === 'never'
          ? ''
          : t('says.expiry', { name: currency.name, expiry: expiryWords(rule.expiry) })
      return [short(rule, currency), rest(rule, currency), expiry].filter(Boolean).join(' ')
    },
  }
}

function useShortWords() {
  const { t } = useTranslation('program')
  const format = useFormat()
  const points = usePointsOf()
  return ({ way }: RuleContent, currency: Named): string => {
    switch (way.kind) {
      case 'per_visit':
      case 'per_purchase':
      case 'per_article':
        return t(`says.${way.kind}`, { points: points(currency, way.points) })
      case 'per_amount':
        return t('says.per_amount', {
          amount: format.money(way.perAmount),
          points: points(currency, way.points),
        })
      case 'per_event':
        return way.event === 'custom'
          ? t('says.per_own_event', { name: way.name ?? '', points: points(currency, way.points) })
          : t(`says.per_event.${way.event}`, { points: points(currency, way.points) })
      case 'multiplier':
        return t('says.multiplier', { factor: rateText(way.factor, format.language) })
    }
  }
}

/** The count with the name of any currency, since a list has several. */
function usePointsOf() {
  const { t } = useTranslation('program')
  const format = useFormat()
  return ({ name }: Named, count: string | number): string =>
    t('points.named', {
      name,
      amount: format.number(Number(count), String(count).split('.')[1]?.length ?? 0),
    })
}

function useRestWords() {
  const { t } = useTranslation('program')
  const format = useFormat()
  const say = useConditionSay()
  const points = usePointsOf()
  return ({ way, when, basketMin, caps, pendingDays }: RuleContent, currency: Named): string => {
    const lines = 'lines' in way ? way.lines : undefined
    const tiers = 'tierPoints' in way ? Object.entries(way.tierPoints) : []
    const capped = (['perPurchase', 'perDay', 'perMonth', 'perCustomer'] as const).flatMap(
      (cap) => {
        const most = caps[cap]
        return most === undefined ? [] : t(`says.cap.${cap}`, { points: points(currency, most) })
      },
    )
    return [
      lines && linesInWords(say, lines),
      when && conditionInWords(say, when),
      basketMin !== undefined && t('says.basketMin', { amount: format.money(basketMin) }),
      ...tiers.map(([tier, rate]) =>
        t('says.tierRate', {
          tier: say.nameOf('customer.tier', tier),
          points: points(currency, rate),
        }),
      ),
      ...capped,
      pendingDays > 0 && t('says.pending', { count: pendingDays }),
    ]
      .filter((text): text is string => typeof text === 'string')
      .join(' ')
  }
}
