import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineGiftLadder, readProgram } from '#contract/endpoints/programs.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { EndLadder } from './end-ladder.tsx'
import { type Ladder, ladderBodyOf, ladderDraftOf } from './ladder-draft.ts'
import { LadderForm } from './ladder-form.tsx'

const route = getRouteApi('/signed-in/framed/gift-ladders/$ladderKey')

/** One gift ladder, changed as sentences. */
export function LadderPage() {
  const { t } = useTranslation('gifts')
  const { ladderKey } = route.useParams()
  const program = useCall(readProgram, {})
  const ladder = program.data?.giftLadders.find(({ key }) => key === ladderKey)
  const name = ladder?.name ?? t('ladders.heading')
  const crumbs = [
    <Link key="gifts" to="/gifts">
      {t('title')}
    </Link>,
    name,
  ]
  return (
    <Page title={name} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {() =>
          ladder ? (
            <Change key={`${ladderKey} ${ladder.validFrom}`} ladder={ladder} />
          ) : (
            <Sentence links={<Link to="/gifts">{t('articles.toAll')}</Link>}>
              {t('ladder.notFound')}
            </Sentence>
          )
        }
      </Loaded>
    </Page>
  )
}

function Change({ ladder }: { ladder: Ladder }) {
  const { t } = useTranslation('gifts')
  const navigate = useNavigate()
  const action = useAction(defineGiftLadder, {
    changes: [readProgram],
    onDone: () => toast(t('ladder.saved')),
  })
  return (
    <Stack>
      <Sentence reason={t('ladder.editReason')} actions={<EndLadder ladder={ladder} />}>
        {ladder.name}
      </Sentence>
      <LadderForm
        start={ladderDraftOf(ladder)}
        action={action}
        onSend={(draft) =>
          action.mutate({ params: { ladderKey: ladder.key }, body: ladderBodyOf(draft) })
        }
        onCancel={() => navigate({ to: '/gifts' })}
      />
    </Stack>
  )
}
