import { useTranslation } from 'react-i18next'
import { withdrawProgramEnding } from '#contract/endpoints/program-ending.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Section } from '../../../design/section.tsx'
import { toast } from '../../../design/toast.tsx'
import { useMay } from '../../session.ts'
import { Refused } from '../refused.tsx'
import classes from './ending.module.css'

/** The program goes on after all; after its end, it begins anew. */
export function WithdrawEnding({ isOver }: { isOver: boolean }) {
  const { t } = useTranslation('program')
  const mayDefine = useMay()('program:define')
  const action = useAction(withdrawProgramEnding, {
    changes: [readProgram],
    onDone: () => toast(t('ending.goesOn')),
  })
  if (!mayDefine) return null
  return (
    <Section heading={t(isOver ? 'ending.again' : 'ending.after_all')}>
      <p className={classes.words}>{t(isOver ? 'ending.againWhat' : 'ending.after_allWhat')}</p>
      <div className={classes.below}>
        <Button busy={action.isPending} onClick={() => action.mutate({})}>
          {t(isOver ? 'ending.beginAgain' : 'ending.goOn')}
        </Button>
      </div>
      {action.error && <Refused problem={action.error} />}
    </Section>
  )
}
