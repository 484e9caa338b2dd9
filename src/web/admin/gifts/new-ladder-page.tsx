import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineGiftLadder, readProgram } from '#contract/endpoints/programs.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { freeKey } from '../free-key.ts'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useArticles } from '../rewards/use-reward-words.ts'
import { ladderBodyOf, newLadder } from './ladder-draft.ts'
import { LadderForm } from './ladder-form.tsx'

export function NewLadderPage() {
  const { t } = useTranslation('gifts')
  const { reply } = useArticles()
  const crumbs = [
    <Link key="gifts" to="/gifts">
      {t('title')}
    </Link>,
    t('ladder.newTitle'),
  ]
  return (
    <Page title={t('ladder.newTitle')} crumbs={crumbs}>
      <Loaded reply={reply} shape="page">
        {({ items }) => {
          const first = items.find(({ archivedAt }) => archivedAt === null)
          return first ? (
            <NewLadder article={first.key} />
          ) : (
            <Sentence links={<Link to="/gifts">{t('articles.toAll')}</Link>}>
              {t('ladder.noArticles')}
            </Sentence>
          )
        }}
      </Loaded>
    </Page>
  )
}

function NewLadder({ article }: { article: string }) {
  const { t } = useTranslation('gifts')
  const navigate = useNavigate()
  const known = useCall(readProgram, {}).data?.giftLadders ?? []
  const action = useAction(defineGiftLadder, { changes: [readProgram] })
  const taken = known.map(({ key }) => key)
  return (
    <Stack>
      <Sentence>{t('ladder.newSentence')}</Sentence>
      <LadderForm
        start={newLadder(article)}
        action={action}
        onSend={(draft) =>
          action.mutate(
            {
              params: { ladderKey: freeKey(draft.name, 'gifts', taken) },
              body: ladderBodyOf(draft),
            },
            {
              onSuccess: () => {
                toast(t('ladder.created', { name: draft.name }))
                navigate({ to: '/gifts' })
              },
            },
          )
        }
        onCancel={() => navigate({ to: '/gifts' })}
      />
    </Stack>
  )
}
