import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lintProgram } from '#contract/endpoints/program-previews.ts'
import { endEarningRule, readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { toast } from '../../../design/toast.tsx'
import { useMay } from '../../session.ts'
import type { Rule } from '../program.ts'
import { Refused } from '../refused.tsx'

/** Ends a rule from now on, after it was said what that means. */
export function EndRule({ rule, onDone }: { rule: Rule; onDone: () => void }) {
  const { t } = useTranslation('program')
  const mayDefine = useMay()('program:define')
  const [isAsking, setAsking] = useState(false)
  const action = useAction(endEarningRule, {
    changes: [readProgram, lintProgram],
    onDone: () => {
      toast(t('rules.ended_done', { name: rule.name }))
      onDone()
    },
  })
  if (!mayDefine || rule.status === 'ended') return null
  return (
    <>
      <Button kind="destructive" onClick={() => setAsking(true)}>
        {t('rules.end')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('rules.endTitle', { name: rule.name })}
        actions={
          <Button
            kind="destructive"
            busy={action.isPending}
            onClick={() => action.mutate({ params: { ruleKey: rule.key }, body: {} })}
          >
            {t('rules.end')}
          </Button>
        }
      >
        <p>{t('rules.endWhat')}</p>
        {action.error && <Refused problem={action.error} />}
      </Dialog>
    </>
  )
}
