import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineReward, listRewards } from '#contract/endpoints/rewards.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { useToday } from '../forms/dates.ts'
import { freeKey } from '../free-key.ts'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { contentOf, newDraft } from './draft.ts'
import { RewardForm } from './reward-form.tsx'
import { useArticles, useCurrencies } from './use-reward-words.ts'

export function NewRewardPage() {
  const { t } = useTranslation('rewards')
  const { program, currencies } = useCurrencies()
  const { reply } = useArticles()
  const crumbs = [
    <Link key="rewards" to="/rewards">
      {t('title')}
    </Link>,
    t('form.newTitle'),
  ]
  return (
    <Page title={t('form.newTitle')} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {() =>
          currencies.length === 0 ? (
            <Sentence
              reason={t('form.noCurrencyReason')}
              links={<Link to="/program">{t('form.toProgram')}</Link>}
            >
              {t('form.noCurrency')}
            </Sentence>
          ) : (
            <Loaded reply={reply} shape="page">
              {() => <NewReward />}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  )
}

function NewReward() {
  const { t } = useTranslation('rewards')
  const navigate = useNavigate()
  const { timeZone } = useFormat()
  const today = useToday()
  const { currencies } = useCurrencies()
  const { articles } = useArticles()
  const known = useCall(listRewards, { query: {} }).data?.items ?? []
  const action = useAction(defineReward, {
    changes: [listRewards],
    onDone: ({ key, content }) => {
      toast(t('form.created', { name: content.name }))
      // Without the partner's codes nobody can redeem it: they are asked for next.
      if (content.gives.kind === 'partner_code') {
        navigate({ to: '/rewards/$rewardKey', params: { rewardKey: key } })
      } else navigate({ to: '/rewards' })
    },
  })
  const article = articles.find(({ archivedAt }) => archivedAt === null)?.key ?? ''
  return (
    <Stack>
      <Sentence>{t('form.newSentence')}</Sentence>
      <RewardForm
        start={newDraft(currencies[0]?.currency ?? '', article, today)}
        isNew
        word={t('form.create')}
        action={action}
        onSend={(draft) =>
          action.mutate({
            params: {
              rewardKey: freeKey(
                draft.name,
                'reward',
                known.map(({ key }) => key),
              ),
            },
            body: contentOf(draft, timeZone),
          })
        }
        onCancel={() => navigate({ to: '/rewards' })}
      />
    </Stack>
  )
}
