import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../../client/index.ts'
import { Stack } from '../../../design/layout.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import { EndedProgram } from '../ending/ended-program.tsx'
import { currenciesOf, expiryOfCurrency, type Program, type RuleContent } from '../program.ts'
import { StartProgram } from '../start-program.tsx'
import { EditRule } from './edit-rule.tsx'
import { useProgramCrumbs } from './use-program-crumbs.tsx'

/** A further rule; before the first currency there is the start instead. */
export function NewRulePage() {
  const { t } = useTranslation('program')
  const navigate = useNavigate()
  const program = useCall(readProgram, {})
  const crumbs = useProgramCrumbs(t('rules.newTitle'), true)
  return (
    <Page title={t('rules.newTitle')} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {(known) => {
          const [currency] = currenciesOf(known)
          if (!currency) return <StartProgram />
          if (known.ending && known.rules.length === 0)
            return <EndedProgram ending={known.ending} />
          return (
            <Stack>
              <Sentence>{t('rules.newSentence')}</Sentence>
              <EditRule
                ruleKey={null}
                start={newRule(known, currency.currency)}
                program={known}
                onDone={() => navigate({ to: '/program/rules' })}
              />
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

const newRule = (program: Program, currency: string): RuleContent => ({
  name: '',
  currency,
  way: { kind: 'per_visit', points: 1 },
  caps: {},
  pendingDays: 0,
  expiry: expiryOfCurrency(program, currency),
})
