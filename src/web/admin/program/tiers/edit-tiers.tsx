import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lintProgram } from '#contract/endpoints/program-previews.ts'
import { readProgram, setTiers } from '#contract/endpoints/programs.ts'
import { useAction, useCall } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Refusal } from '../../../design/refusal.tsx'
import { Section } from '../../../design/section.tsx'
import { ReadOnlyWords } from '../../../design/sentence-word.tsx'
import { toast } from '../../../design/toast.tsx'
import { useMay } from '../../session.ts'
import writing from '../../writing/writing.module.css'
import { textOf } from '../draft.ts'
import { Findings } from '../findings.tsx'
import type { Program } from '../program.ts'
import { Refused } from '../refused.tsx'
import { LadderSentences } from './ladder-sentences.tsx'
import { LevelRow } from './level-row.tsx'
import { addLevel, changeLevel, faultOfLadder, type TierDraft } from './tier-form.ts'
import classes from './tiers.module.css'
import { WouldHold } from './would-hold.tsx'

type EditTiersProps = {
  program: Program
  /** null: there are none yet. */
  saved: TierDraft | null
  start: TierDraft
}

const quietMillis = 600
const levelsMax = 20

/** The ladder as sentences, its levels with their privileges, and who would stand where. */
export function EditTiers({ program, saved, start }: EditTiersProps) {
  const { t } = useTranslation(['program', 'frame'])
  const mayDefine = useMay()('program:define')
  const [draft, setDraft] = useState(start)
  const [typed, setTyped] = useState<string | null>(null)
  const [settled] = useDebouncedValue(draft, quietMillis)
  const isChanged = textOf(draft) !== textOf(saved)
  const missing = faultOfLadder(draft)
  const change = { kind: 'tiers', content: settled } as const
  const isAskable = faultOfLadder(settled) === null
  const lint = useCall(
    lintProgram,
    { body: { change } },
    { enabled: isAskable, keepPrevious: true },
  )
  const action = useAction(setTiers, {
    changes: [readProgram],
    onDone: () => toast(t('tiers.saved')),
  })
  const told = typed ?? (missing && t(`tiers.fault.${missing}`))
  const take = (next: TierDraft) => {
    setTyped(null)
    setDraft(next)
  }
  return (
    <ReadOnlyWords value={!mayDefine}>
      <fieldset disabled={!mayDefine} className={classes.whole}>
        <LadderSentences draft={draft} program={program} onChange={take} onFault={setTyped} />
        <Section heading={t('tiers.levels')}>
          <ul className={classes.levels}>
            {draft.levels.map((level) => (
              <LevelRow
                key={level.key}
                level={level}
                basis={draft.basis}
                onChange={(part) => take(changeLevel(draft, level.key, part))}
                onFault={setTyped}
              />
            ))}
          </ul>
          {mayDefine && draft.levels.length < levelsMax && (
            <Button
              kind="word"
              className={classes.small ?? ''}
              onClick={() => take(addLevel(draft))}
            >
              {t('tiers.addLevel')}
            </Button>
          )}
        </Section>
        <Findings
          findings={(lint.data?.findings ?? []).filter(({ code }) => code.includes('tier'))}
          rules={[...draft.levels, ...program.rules]}
        />
        {mayDefine && isAskable && <WouldHold draft={settled} />}
        {mayDefine && (isChanged || typed !== null) && (
          <div className={writing.foot}>
            <Refusal place="foot">{told}</Refusal>
            {action.error && <Refused problem={action.error} />}
            <Button kind="plain" onClick={() => take(start)}>
              {t('frame:action.discard')}
            </Button>
            <Button
              kind="main"
              busy={action.isPending}
              disabled={missing !== null || !isChanged}
              onClick={() => action.mutate({ body: draft })}
            >
              {t('tiers.save')}
            </Button>
          </div>
        )}
      </fieldset>
    </ReadOnlyWords>
  )
}
