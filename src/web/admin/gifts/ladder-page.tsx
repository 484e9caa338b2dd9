import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineGiftLadder, readProgram } from '#contract/endpoints/programs.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { ItemPage } from '../item-page.tsx'
import { PlannedLadders } from '../program/planned.tsx'
import { EndLadder } from './end-ladder.tsx'
import { type Ladder, ladderBodyOf, ladderDraftOf } from './ladder-draft.ts'
import { LadderForm } from './ladder-form.tsx'

const route = getRouteApi('/signed-in/framed/gift-ladders/$ladderKey')

/** One gift ladder, changed as sentences. */
export function LadderPage() {
  const { t } = useTranslation('gifts')
  const { ladderKey } = route.useParams()
  const { data: program, error, refetch } = useCall(readProgram, {})
  const ladder = program?.giftLadders.find(({ key }) => key === ladderKey)
  return (
    <ItemPage
      reply={{ data: program && (ladder ?? null), error, refetch }}
      name={ladder?.name ?? t('ladders.heading')}
      list={{ to: '/gifts', title: t('title'), wayBack: t('articles.toAll') }}
      missing={t('ladder.notFound')}
    >
      {(known) => (
        <>
          {program && <PlannedLadders program={program} ladder={ladderKey} />}
          <Change key={`${ladderKey} ${known.validFrom}`} ladder={known} />
        </>
      )}
    </ItemPage>
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
