import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { listRewards } from '#contract/endpoints/rewards.ts'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import classes from './before-it-counts.module.css'
import type { Change } from './draft.ts'
import type { Currency, Simulation } from './program.ts'
import { Refused } from './refused.tsx'
import { sayChanges } from './say-changes.ts'
import { type StartChoice, startChoices, startDay } from './start-day.ts'
import { WhoGains } from './who-gains.tsx'

type BeforeItCountsProps = {
  changes: readonly Change[]
  currency: Currency
  before: Simulation | null
  after: Simulation | null
  onDiscard: () => void
}

/** Who gains, who loses, from when; and the one button. */
export function BeforeItCounts(props: BeforeItCountsProps) {
  const { changes, currency, onDiscard } = props
  const { t } = useTranslation(['program', 'frame'])
  const format = useFormat()
  const [wished, setStart] = useState<StartChoice>('monday')
  // A reward cannot wait: until its day nobody could redeem the old one either. A card ends at once.
  const hasReward = changes.some(({ kind }) => kind === 'reward' || kind === 'card_end')
  const start = hasReward ? 'now' : wished
  const { date, validFrom } = startDay(start, new Date(), format.timeZone)
  const save = useSave(t(`before.done.${start}`, { date: format.dayLong(date) }), onDiscard)
  return (
    <Section heading={t('before.heading')}>
      <div className={classes.before}>
        <dl className={classes.list}>
          <WhoGains {...props} />
          <div>
            <dt>{t('before.when')}</dt>
            <dd>
              {hasReward ? (
                t('before.rewardNow')
              ) : (
                <EditableWord
                  label={t('before.when')}
                  value={start}
                  shown={t(`before.start.${start}`, { date: format.dayLong(date) })}
                  options={startChoices.map((choice) => ({
                    value: choice,
                    word: t(`before.choice.${choice}`),
                  }))}
                  onChange={(chosen) => {
                    const found = startChoices.find((one) => one === chosen)
                    if (found) setStart(found)
                  }}
                />
              )}
            </dd>
            <dd>{t('before.oldCounts', { name: currency.name })}</dd>
          </div>
        </dl>
        <div className={classes.acts}>
          <Button kind="plain" onClick={onDiscard} disabled={save.isPending}>
            {t('frame:action.discard')}
          </Button>
          <Button
            kind="main"
            busy={save.isPending}
            onClick={() => save.mutate({ changes, currency, validFrom })}
          >
            {t(`before.do.${start}`, { date: format.dayAndMonthLong(date) })}
          </Button>
        </div>
      </div>
      {save.error && <Refused problem={save.error} />}
    </Section>
  )
}

type Said = Parameters<typeof sayChanges>[0]

function useSave(done: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation<void, Problem, Said>({
    mutationFn: sayChanges,
    // What was said before a refusal holds: the page shows what the server knows.
    onSettled: () =>
      Promise.all(
        [readProgram, listRewards].map(({ path }) =>
          queries.invalidateQueries({ queryKey: [path] }),
        ),
      ),
    onSuccess: () => {
      toast(done)
      onDone()
    },
  })
}
