import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../../client/index.ts'
import { EditableWord } from '../../../design/editable-word.tsx'
import { Stack } from '../../../design/layout.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import { PageFailed } from '../../page-failed.tsx'
import { EndingNotice } from '../ending/ending-notice.tsx'
import type { Program, Reward } from '../program.ts'
import rules from '../rules/rules.module.css'
import { useProgramCrumbs } from '../rules/use-program-crumbs.tsx'
import { RunProgress } from '../run-progress.tsx'
import { useSimulation } from '../use-run.ts'
import { useStartMoney } from '../use-start-money.ts'
import { SimulationOutcome } from './simulation-outcome.tsx'
import { type Span, spanDays, spans, useWish, type What } from './use-wish.ts'

/** What a whole program would have cost and brought, over one's own history. */
export function SimulationPage() {
  const { t } = useTranslation('program')
  const crumbs = useProgramCrumbs(t('simulation.title'))
  const program = useCall(readProgram, {})
  const rewards = useCall(listRewards, { query: { status: 'active' } })
  return (
    <Page title={t('simulation.title')} crumbs={crumbs}>
      <Stack>
        <Sentence reason={t('simulation.reason')}>{t('simulation.sentence')}</Sentence>
        <Loaded reply={program} shape="page">
          {(known) => (
            <Loaded reply={rewards} shape="page">
              {({ items }) => <WhatIf program={known} rewards={items} />}
            </Loaded>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

function WhatIf({ program, rewards }: { program: Program; rewards: readonly Reward[] }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const whats: readonly What[] =
    program.rules.length > 0 ? ['now', 'card', 'points', 'stars'] : ['card', 'points', 'stars']
  const [what, setWhat] = useState<What>(whats[0] ?? 'card')
  const [span, setSpan] = useState<Span>('year')
  const money = useStartMoney()
  const wish = useWish(program, rewards, what, spanDays[span])
  const run = useSimulation(wish.body)
  const whatWord = (one: What) => t(`simulation.what.${one}`, one === 'now' ? {} : money.words(one))
  const words = {
    what: (
      <EditableWord
        label={t('simulation.whatLabel')}
        value={what}
        shown={whatWord(what)}
        options={whats.map((value) => ({ value, word: whatWord(value) }))}
        onChange={(chosen) => setWhat(whats.find((one) => one === chosen) ?? what)}
      />
    ),
    when: (
      <EditableWord
        label={t('simulation.whenLabel')}
        value={span}
        shown={t(`simulation.when.${span}`)}
        options={spans.map((value) => ({ value, word: t(`simulation.when.${value}`) }))}
        onChange={(chosen) => setSpan(spans.find((one) => one === chosen) ?? span)}
      />
    ),
  }
  return (
    <>
      <p className={rules.lead}>
        <Trans t={t} i18nKey="simulation.wish" components={words} />
      </p>
      <EndingNotice ending={program.ending} />
      {program.rules.length === 0 && !program.ending && <p>{t('simulation.noProgram')}</p>}
      {run.error ? (
        <PageFailed error={run.error} onRetry={() => run.retry()} />
      ) : run.result ? (
        <SimulationOutcome
          result={run.result}
          wish={wish}
          isLongest={span === 'three'}
          levels={program.tiers?.levels ?? []}
          rules={[...program.rules, ...program.giftLadders]}
          format={format}
        />
      ) : (
        <RunProgress run={run} label={t('simulation.running')} />
      )}
    </>
  )
}
