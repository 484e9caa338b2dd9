import { useTranslation } from 'react-i18next'
import { updateBusiness } from '#contract/endpoints/business.ts'
import { useAction, useAskAgain } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { useMay } from '../session.ts'

/** Visits are booked and purchases alone count: who may has visits count as well. */
export function VisitsLeftOut() {
  const { t } = useTranslation('analytics')
  const mayChange = useMay()('business:write')
  const refusal = useRefusal()
  const askAgain = useAskAgain()
  const change = useAction(updateBusiness, {
    onDone: () => {
      toast(t('visitsLeftOut.done'))
      askAgain()
    },
  })
  return (
    <Stack>
      <Sentence reason={t('visitsLeftOut.reason')}>{t('visitsLeftOut.sentence')}</Sentence>
      {mayChange ? (
        <p>
          <Button
            kind="main"
            busy={change.isPending}
            onClick={() => change.mutate({ body: { presence: 'visits' } })}
          >
            {t('visitsLeftOut.action')}
          </Button>
          {change.error && <span role="alert"> {refusal(change.error)}</span>}
        </p>
      ) : (
        <p className={words.muted}>{t('visitsLeftOut.ask')}</p>
      )}
    </Stack>
  )
}
