import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planProgramEnding } from '#contract/endpoints/program-ending.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { toast } from '../../../design/toast.tsx'
import { useMay } from '../../session.ts'
import type { Program } from '../program.ts'
import { Refused } from '../refused.tsx'
import classes from './ending.module.css'
import { faultOf, proposedDays } from './last-days.ts'
import { stageOf } from './stage.ts'

type PlanEndingProps = { ending: Program['ending']; today: number }

/** Two last days, and what they mean before they are said. */
export function PlanEnding({ ending, today }: PlanEndingProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const mayDefine = useMay()('program:define')
  const [days, setDays] = useState(ending ?? proposedDays(today))
  const [isAsking, setAsking] = useState(false)
  const action = useAction(planProgramEnding, {
    changes: [readProgram],
    onDone: () => toast(t('ending.done')),
  })
  if (!mayDefine) return null
  const { collectUntil, redeemUntil } = days
  const fault = faultOf(days, ending, today)
  const collects = ending === null || stageOf(ending, today) === 'collecting'
  const isChanged = collectUntil !== ending?.collectUntil || redeemUntil !== ending?.redeemUntil
  const say = () => {
    setAsking(false)
    action.mutate({ body: { collectUntil, redeemUntil } })
  }
  return (
    <Section heading={t(ending ? 'ending.otherDays' : 'ending.lastDays')}>
      <div className={classes.days}>
        {collects && (
          <TextInput
            type="date"
            label={t('ending.collectUntil')}
            value={collectUntil}
            error={fault === 'in_past' && t('ending.fault.in_past')}
            onChange={({ target }) => setDays({ ...days, collectUntil: target.value })}
          />
        )}
        <TextInput
          type="date"
          label={t('ending.redeemUntil')}
          value={redeemUntil}
          error={fault !== null && fault !== 'in_past' && t(`ending.fault.${fault}`)}
          onChange={({ target }) => setDays({ ...days, redeemUntil: target.value })}
        />
      </div>
      <Button
        kind={ending ? 'main' : 'destructive'}
        disabled={fault !== null || !isChanged}
        busy={action.isPending}
        onClick={() => setAsking(true)}
      >
        {t(ending ? 'ending.change' : 'ending.end')}
      </Button>
      {action.error && <Refused problem={action.error} />}
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('ending.ask')}
        actions={
          <Button kind="destructive" onClick={say}>
            {t(ending ? 'ending.change' : 'ending.end')}
          </Button>
        }
      >
        {isAsking && (
          <p>
            {t('ending.means', {
              collect: format.dateLong(collectUntil),
              redeem: format.dateLong(redeemUntil),
            })}
          </p>
        )}
      </Dialog>
    </Section>
  )
}
