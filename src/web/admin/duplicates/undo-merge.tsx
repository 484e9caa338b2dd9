import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { undoMerge } from '#contract/endpoints/merges.ts'
import { useAction, useAskAgain } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { toast } from '../../design/toast.tsx'
import { useNamed } from './use-named.ts'

type Props = { merge: WireReply<typeof undoMerge>; customerId: string }

/** Takes a merge back, after saying what that means. */
export function UndoMerge({ merge, customerId }: Props) {
  const { t } = useTranslation('duplicates')
  const named = useNamed()
  const askAgain = useAskAgain()
  const [isAsking, setAsking] = useState(false)
  const undoing = useAction(undoMerge, {
    onDone: () => {
      setAsking(false)
      toast(t('merged.undone'))
      askAgain()
    },
  })
  const name = merge.kind === 'claim' ? t('merged.claim') : named(merge.from)
  return (
    <>
      <Button kind="word" aria-label={t('merged.undoOf', { name })} onClick={() => setAsking(true)}>
        {t('merged.undo')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('merged.ask')}
        actions={
          <Button
            kind="main"
            busy={undoing.isPending}
            onClick={() => undoing.mutate({ params: { customerId, mergeId: merge.id } })}
          >
            {t('merged.undo')}
          </Button>
        }
      >
        <p>{t('merged.explain')}</p>
      </Dialog>
    </>
  )
}
