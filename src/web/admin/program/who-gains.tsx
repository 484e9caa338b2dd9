import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import type { Change } from './draft.ts'
import { programChangeOf } from './lint-change.ts'
import type { Simulation } from './program.ts'
import { type RunView, usePreview } from './use-run.ts'

type WhoGainsProps = {
  changes: readonly Change[]
  before: Simulation | null
  after: Simulation | null
}

const previewDays = 90
const quietMillis = 600

/** Counted for a single change of what is earned; of several only the year beside can tell. */
export function WhoGains({ changes, before, after }: WhoGainsProps) {
  const { t } = useTranslation('program')
  const [settled] = useDebouncedValue(changes, quietMillis)
  const earning = settled.flatMap((change) => programChangeOf(change) ?? [])
  const [only] = earning
  const isSingle = only !== undefined && settled.length === 1
  const run = usePreview(isSingle ? { change: only, days: previewDays } : null)
  const words = usePreviewWords(run)
  const yearWords = useYearWords(before, after)
  const [gain, lose] = isSingle ? words : yearWords
  return (
    <>
      <div>
        <dt>{t('before.gains')}</dt>
        <dd>{gain}</dd>
      </div>
      <div>
        <dt>{t('before.loses')}</dt>
        <dd>{lose}</dd>
      </div>
    </>
  )
}

type PreviewOutcome = { customers: { gain: number; lose: number; same: number } }

function usePreviewWords({ result, error, isWaiting, share }: RunView<PreviewOutcome>) {
  const { t } = useTranslation('program')
  const format = useFormat()
  if (error) return [t('before.failed'), t('before.failed')]
  if (!result) {
    const words = isWaiting ? t('before.counting', { share: format.percent(share, 0) }) : ''
    return [words, words]
  }
  const { gain, lose, same } = result.customers
  const all = gain + lose + same
  const who = (count: number) => (count === 0 ? t('before.nobody') : t('before.of', { count, all }))
  return [who(gain), who(lose)]
}

/** Whether more or fewer get there, and whether they are given more. */
function useYearWords(before: Simulation | null, after: Simulation | null) {
  const { t } = useTranslation('program')
  const format = useFormat()
  if (!before || !after) return [t('before.countingYear'), t('before.countingYear')]
  const reached = (after.firstReward?.reached ?? 0) - (before.firstReward?.reached ?? 0)
  const cost = after.cost.amount - before.cost.amount
  const money = format.moneyRounded({ ...after.cost, amount: Math.abs(cost) })
  const gains = [
    reached > 0 && t('before.reachMore', { count: reached }),
    cost > 0 && t('before.costMore', { money }),
  ].filter((word) => word !== false)
  const losses = [
    reached < 0 && t('before.reachLess', { count: -reached }),
    cost < 0 && t('before.costLess', { money }),
  ].filter((word) => word !== false)
  const said = (words: string[]) => (words.length > 0 ? words.join(' ') : t('before.nobody'))
  return [said(gains), said(losses)]
}
