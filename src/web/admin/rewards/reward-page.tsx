import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineReward, listRewards, readReward } from '#contract/endpoints/rewards.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { ItemPage } from '../item-page.tsx'
import { Loaded } from '../loaded.tsx'
import { PartnerCodes } from '../partners/partner-codes.tsx'
import { RewardPartner } from '../partners/reward-partner.tsx'
import { useMay } from '../session.ts'
import { contentOf, draftOf } from './draft.ts'
import { EndReward } from './end-reward.tsx'
import { PlannedReward } from './planned-reward.tsx'
import type { Reward } from './reward.ts'
import { RewardForm } from './reward-form.tsx'
import { RewardUse } from './reward-use.tsx'
import { useArticles, useCurrencies } from './use-reward-words.ts'

const route = getRouteApi('/signed-in/framed/rewards/$rewardKey')

/** One reward: what it is, how it was taken, and its sentences for those who may change it. */
export function RewardPage() {
  const { t } = useTranslation('rewards')
  const { rewardKey } = route.useParams()
  const reply = useCall(readReward, { params: { rewardKey } })
  const { program } = useCurrencies()
  const { reply: articles } = useArticles()
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.content.name}
      list={{ to: '/rewards', title: t('title'), wayBack: t('toAll') }}
      missing={t('notFound')}
    >
      {(reward) => (
        <Loaded reply={program} shape="page">
          {() => (
            <Loaded reply={articles} shape="page">
              {() => <Shown key={`${rewardKey} ${reward.revision}`} reward={reward} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </ItemPage>
  )
}

function Shown({ reward }: { reward: Reward }) {
  const { t } = useTranslation('rewards')
  const may = useMay()
  const isEnded = reward.status === 'ended'
  const mayAgree = may('partners:define') && !isEnded
  const mayChange = may('rewards:define') && !isEnded
  return (
    <Stack>
      <Sentence
        reason={mayChange && t('form.editReason')}
        note={isEnded && <Warning>{t('end.note')}</Warning>}
        actions={mayChange && <EndReward reward={reward} />}
      >
        {reward.content.name}
      </Sentence>
      <PlannedReward reward={reward} />
      <RewardUse reward={reward} told={mayChange ? 'taken' : 'all'} />
      {reward.content.gives.kind === 'partner_code' && (
        <PartnerCodes reward={reward} mayImport={mayChange} />
      )}
      {may('partners:read') && <RewardPartner reward={reward} mayAgree={mayAgree} />}
      {mayChange && <Change reward={reward} />}
    </Stack>
  )
}

function Change({ reward }: { reward: Reward }) {
  const { t } = useTranslation('rewards')
  const navigate = useNavigate()
  const { timeZone } = useFormat()
  const action = useAction(defineReward, {
    changes: [listRewards, readReward],
    onDone: () => toast(t('form.saved')),
  })
  return (
    <RewardForm
      start={draftOf(reward, timeZone)}
      isNew={false}
      word={t('form.save')}
      action={action}
      onSend={(draft) =>
        action.mutate({
          params: { rewardKey: reward.key },
          body: contentOf(draft, timeZone, reward),
        })
      }
      onCancel={() => navigate({ to: '/rewards' })}
    />
  )
}
