import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useMay } from '../session.ts'
import { BeforeItCounts } from './before-it-counts.tsx'
import { changesOf, type Draft, mainReward, simulationOf } from './draft.ts'
import { EndingNotice } from './ending/ending-notice.tsx'
import { GuestPhone } from './guest-phone.tsx'
import { PlanFindings } from './plan-findings.tsx'
import { Planned } from './planned.tsx'
import type { Currency, Program } from './program.ts'
import classes from './program-desk.module.css'
import { ProgramNavigation } from './program-navigation.tsx'
import { Sentences } from './sentences.tsx'
import { useGuest } from './use-guest.ts'
import { useSimulation } from './use-run.ts'
import { WouldHave } from './would-have.tsx'
import { YearFigures } from './year-figures.tsx'

type ProgramDeskProps = { program: Program; currency: Currency; saved: Draft }

const yearDays = 365
const quietMillis = 600

/** Left the phone of a real guest, right the sentences; below what a year of them brings. */
export function ProgramDesk({ program, currency, saved }: ProgramDeskProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const may = useMay()
  const [draft, setDraft] = useState(saved)
  const [settled] = useDebouncedValue(draft, quietMillis)
  const [guest, chooseGuest] = useGuest()
  const mayDefine = may('program:define')
  const changes = changesOf(saved, draft)
  const before = useSimulation(mayDefine ? simulationOf(program, saved, yearDays) : null)
  const after = useSimulation(mayDefine ? simulationOf(program, settled, yearDays) : null)
  const since = program.rules
    .filter((rule) => rule.currency === currency.currency)
    .map(({ validFrom }) => validFrom)
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1)
  const isDraft = changes.length > 0
  return (
    <Stack>
      <div className={classes.desk}>
        {may('customers:read') && (
          <div className={classes.left}>
            <GuestPhone guest={guest} draft={draft} currency={currency} onGuest={chooseGuest} />
          </div>
        )}
        <div className={classes.right}>
          <div className={classes.head}>
            <h1>{draft.card?.content.name ?? t('page.of', { name: currency.name })}</h1>
            {since && (
              <span className={classes.version}>
                {t(isDraft ? 'page.draft' : 'page.inForce', { date: format.date(since) })}
              </span>
            )}
          </div>
          <Sentences
            draft={draft}
            saved={saved}
            currency={currency}
            taken={program.rules.map(({ key }) => key)}
            visitMinutes={program.terms.visitMinutes}
            onDraft={mayDefine ? setDraft : undefined}
          />
          <ProgramNavigation />
          <EndingNotice ending={program.ending} />
          <Planned program={program} />
          <PlanFindings program={program} changes={changes} currency={currency} draft={draft} />
          {guest && mayDefine && (
            <WouldHave guest={guest} program={program} saved={saved} draft={draft} />
          )}
        </div>
      </div>
      {mayDefine && (
        <YearFigures
          before={isDraft ? before.result : null}
          run={after}
          draft={draft}
          rewardName={mainReward(draft)?.content.name ?? null}
        />
      )}
      {isDraft && (
        <BeforeItCounts
          changes={changes}
          currency={currency}
          before={before.result}
          after={after.result}
          onDiscard={() => setDraft(saved)}
        />
      )}
    </Stack>
  )
}
