import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import type { Reward } from './reward.ts'

/** From when a reward can be redeemed, where that day is still to come. */
export function PlannedReward({ reward, named = false }: { reward: Reward; named?: boolean }) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { validFrom, name } = reward.content
  if (reward.status === 'ended' || Date.parse(validFrom) <= Date.now()) return null
  const date = format.dayLong(validFrom)
  return (
    <p className={words.sm}>
      {named ? t('list.plannedNamed', { name, date }) : t('list.planned', { date })}
    </p>
  )
}
