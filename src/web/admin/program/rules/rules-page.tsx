import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lintProgram } from '#contract/endpoints/program-previews.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../../client/index.ts'
import { buttonClass } from '../../../design/button.tsx'
import { Stack } from '../../../design/layout.tsx'
import { Section } from '../../../design/section.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { StateEmpty } from '../../../design/state-empty.tsx'
import words from '../../../design/words.module.css'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import { useMay } from '../../session.ts'
import { rankOf } from '../draft.ts'
import { Findings } from '../findings.tsx'
import { Planned } from '../planned.tsx'
import type { Program } from '../program.ts'
import { ProgramTermsSection } from './program-terms-section.tsx'
import { RuleRow } from './rule-row.tsx'
import classes from './rules.module.css'
import { useProgramCrumbs } from './use-program-crumbs.tsx'

/** All ways to earn as sentences, with what holds for all of them. */
export function RulesPage() {
  const { t } = useTranslation('program')
  const crumbs = useProgramCrumbs(t('rules.title'))
  const program = useCall(readProgram, {})
  const mayDefine = useMay()('program:define')
  return (
    <Page title={t('rules.title')} crumbs={crumbs}>
      <Stack>
        <Sentence
          reason={t('rules.reason')}
          actions={
            mayDefine &&
            program.data &&
            !isEnded(program.data) && (
              <Link to="/program/rules/new" className={buttonClass('main')}>
                {t('rules.create')}
              </Link>
            )
          }
        >
          {t('rules.sentence')}
        </Sentence>
        <Loaded reply={program} shape="rows">
          {(known) => <Known program={known} />}
        </Loaded>
      </Stack>
    </Page>
  )
}

/** After the last day to collect no rule holds, and a new one would bring nothing. */
const isEnded = ({ ending, rules }: Program) => ending !== null && rules.length === 0

function Known({ program }: { program: Program }) {
  const { t } = useTranslation('program')
  const rewards = useCall(listRewards, { query: { status: 'active' } }).data?.items ?? []
  const offered = rewards.map(({ key, content }) => ({ key, ...content }))
  const lint = useCall(lintProgram, { body: { rewards: offered } }, { keepPrevious: true })
  return (
    <>
      <Section heading={t('rules.heading')}>
        {program.rules.length === 0 ? (
          <StateEmpty>{t(program.ending ? 'rules.emptyEnded' : 'rules.empty')}</StateEmpty>
        ) : (
          <ul className={classes.rules}>
            {program.rules
              .toSorted((one, other) => rankOf(one) - rankOf(other))
              .map((rule) => (
                <RuleRow key={rule.key} rule={rule} program={program} />
              ))}
          </ul>
        )}
        <Planned program={program} />
      </Section>
      {program.currencies.length > 0 && !isEnded(program) && (
        <Section
          heading={t('rules.lint')}
          warning={lint.data !== undefined && lint.data.findings.length > 0}
        >
          <Loaded reply={lint} shape="rows">
            {({ findings }) =>
              findings.length === 0 ? (
                <p className={words.sm}>{t('rules.noLint')}</p>
              ) : (
                <Findings
                  findings={findings}
                  rules={[...program.rules, ...program.giftLadders, ...program.stampCards]}
                  rewards={rewards.map(({ key, content }) => ({ key, content }))}
                />
              )
            }
          </Loaded>
        </Section>
      )}
      <ProgramTermsSection key={program.terms.validFrom} terms={program.terms} />
    </>
  )
}
