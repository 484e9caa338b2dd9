import { useTranslation } from 'react-i18next'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { lastDayBefore } from '../day-instants.ts'
import type { Reward } from './reward.ts'
import classes from './rewards.module.css'
import { leftOf } from './scarce.ts'
import { useArticles, useCurrencies, useGivesWords } from './use-reward-words.ts'
import { useTierNames } from './use-tiers.ts'

type RewardUseProps = {
  reward: Reward
  /** `taken`: its sentences stand below and say the rest. */
  told: 'all' | 'taken'
}

const taken: readonly string[] = ['left', 'redeemed']

/** What it costs and brings, for whom, and how much of it was taken. */
export function RewardUse({ reward, told }: RewardUseProps) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { articles } = useArticles()
  const { nameOf } = useCurrencies()
  const tierNames = useTierNames()
  const givesWords = useGivesWords()
  const { content, redeemed } = reward
  const { price, currency, gives, tiers, validUntil } = content
  const left = leftOf(reward, articles)
  const lines = [
    ['price', t('price', { points: price, currency: nameOf(currency) })],
    ['gives', givesWords(gives)],
    ['who', tiers ? tierNames(tiers) : t('list.everyone')],
    ['until', validUntil ? format.date(lastDayBefore(validUntil, format.timeZone)) : '–'],
    ['left', left === null ? t('list.anyNumber') : format.number(left)],
    ['redeemed', format.number(redeemed)],
  ] as const
  const shown = lines.filter(([key]) => told === 'all' || taken.includes(key))
  return (
    <Section heading={t('list.name')}>
      <div className={classes.narrow}>
        <KeyValues lines={shown.map(([key, value]) => ({ key, word: t(`list.${key}`), value }))} />
      </div>
    </Section>
  )
}
