import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Loaded } from '../loaded.tsx'
import { NowAndBefore } from '../now-and-before.tsx'
import { Page } from '../page.tsx'
import { ProgramEndingNotice } from '../program/ending/ending-notice.tsx'
import { RunningLow } from '../running-low.tsx'
import { useMay } from '../session.ts'
import { PlannedReward } from './planned-reward.tsx'
import type { Reward } from './reward.ts'
import { useRewardColumns } from './reward-columns.tsx'
import { isScarce } from './scarce.ts'
import { useArticles } from './use-reward-words.ts'

/** What points can be redeemed for, and what of it runs low. */
export function RewardsPage() {
  const { t } = useTranslation('rewards')
  const may = useMay()
  const rewards = useCall(listRewards, { query: {} })
  const create = may('rewards:define') && (
    <Link to="/rewards/new" className={buttonClass('main')}>
      {t('list.create')}
    </Link>
  )
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence reason={t('list.reason')} actions={create}>
          {t('list.sentence')}
        </Sentence>
        <ProgramEndingNotice />
        <Loaded reply={rewards} shape="rows">
          {({ items }) => <Listed items={items} />}
        </Loaded>
      </Stack>
    </Page>
  )
}

function Listed({ items }: { items: readonly Reward[] }) {
  const { t } = useTranslation('rewards')
  const active = items.filter(({ status }) => status === 'active')
  const ended = items.filter(({ status }) => status === 'ended')
  if (items.length === 0) {
    return (
      <Section heading={t('list.heading')}>
        <StateEmpty>{t('list.empty')}</StateEmpty>
      </Section>
    )
  }
  return (
    <NowAndBefore
      now={{
        heading: t('list.active'),
        rows: active,
        empty: t('list.empty'),
        warning: (
          <>
            <Scarce rewards={active} />
            <Planned rewards={active} />
          </>
        ),
      }}
      before={{ heading: t('list.ended'), rows: ended }}
      table={(label, rewards) => <RewardTable label={label} rewards={rewards} />}
    />
  )
}

/** What must be ordered soon, by name. */
function Scarce({ rewards }: { rewards: readonly Reward[] }) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { articles } = useArticles()
  const scarce = rewards.filter((reward) => isScarce(reward, articles))
  if (scarce.length === 0) return null
  const names = format.list(scarce.map(({ content }) => content.name))
  return <RunningLow>{t('list.low', { count: scarce.length, names })}</RunningLow>
}

/** What nobody can redeem yet, and from when. */
function Planned({ rewards }: { rewards: readonly Reward[] }) {
  return rewards.map((reward) => <PlannedReward key={reward.key} reward={reward} named />)
}

function RewardTable({ label, rewards }: { label: string; rewards: readonly Reward[] }) {
  const { t } = useTranslation('rewards')
  const columns = useRewardColumns()
  return (
    <DataTable
      label={label}
      rows={rewards}
      rowKey={({ key }) => key}
      name={{ head: t('list.name'), cell: (reward) => <RewardName reward={reward} /> }}
      columns={columns}
    />
  )
}

function RewardName({ reward: { key, content } }: { reward: Reward }) {
  return (
    <Link to="/rewards/$rewardKey" params={{ rewardKey: key }}>
      {content.name}
    </Link>
  )
}
