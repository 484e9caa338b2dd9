import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../client/index.ts'
import { Segmented } from '../../design/segmented.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { draftOf, textOf } from './draft.ts'
import { EndedProgram } from './ending/ended-program.tsx'
import { currenciesOf, type Program, type Reward } from './program.ts'
import { ProgramDesk } from './program-desk.tsx'
import { StartProgram } from './start-program.tsx'

/** What the business owes its regulars, as sentences whose words can be changed. */
export function ProgramPage() {
  const { t } = useTranslation('program')
  const program = useCall(readProgram, {})
  const rewards = useCall(listRewards, { query: { status: 'active' } })
  return (
    <Page title={t('title')} crumbs={[t('title')]}>
      <Loaded reply={program} shape="page">
        {(known) => (
          <Loaded reply={rewards} shape="page">
            {({ items }) => <ProgramOrStart program={known} rewards={items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type Known = { program: Program; rewards: readonly Reward[] }

function ProgramOrStart({ program, rewards }: Known) {
  const { t } = useTranslation('program')
  const currencies = currenciesOf(program)
  const [chosen, choose] = useState<string | null>(null)
  const earned = currencies.find(({ currency }) =>
    program.rules.some((rule) => rule.currency === currency && rule.status === 'active'),
  )
  const currency = currencies.find((one) => one.currency === chosen) ?? earned ?? currencies[0]
  if (!currency || (program.rules.length === 0 && program.planned.length === 0)) {
    return program.ending ? <EndedProgram ending={program.ending} /> : <StartProgram />
  }
  const saved = draftOf(program, rewards, currency)
  return (
    <>
      {currencies.length > 1 && (
        <Segmented
          look="words"
          label={t('currency.choose')}
          value={currency.currency}
          options={currencies.map((one) => ({ value: one.currency, word: one.name }))}
          onChange={choose}
        />
      )}
      {/* What was saved, here or elsewhere, begins a new draft. */}
      <ProgramDesk key={textOf(saved)} program={program} currency={currency} saved={saved} />
    </>
  )
}
