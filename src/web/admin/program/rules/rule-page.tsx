import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../../client/index.ts'
import { Stack } from '../../../design/layout.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { StateEmpty } from '../../../design/state-empty.tsx'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import { contentOf } from '../program.ts'
import { EditRule } from './edit-rule.tsx'
import { EndRule } from './end-rule.tsx'
import { RuleRevisions } from './rule-revisions.tsx'
import { useProgramCrumbs } from './use-program-crumbs.tsx'

const route = getRouteApi('/signed-in/framed/program/rules/$ruleKey')

/** One rule: its words, its fields, what it was before. */
export function RulePage() {
  const { t } = useTranslation('program')
  const navigate = useNavigate()
  const { ruleKey } = route.useParams()
  const program = useCall(readProgram, {})
  const rule = program.data?.rules.find(({ key }) => key === ruleKey)
  const crumbs = useProgramCrumbs(rule?.name ?? ruleKey, true)
  const leave = () => navigate({ to: '/program/rules' })
  return (
    <Page title={rule?.name ?? t('rules.title')} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {(known) =>
          rule ? (
            <Stack>
              <Sentence actions={<EndRule rule={rule} onDone={leave} />}>{rule.name}</Sentence>
              <EditRule
                key={`${rule.key} ${rule.validFrom}`}
                ruleKey={rule.key}
                start={contentOf(rule)}
                program={known}
                onDone={leave}
              />
              <RuleRevisions ruleKey={rule.key} program={known} />
            </Stack>
          ) : (
            <Stack>
              <StateEmpty>{t('rules.notFound')}</StateEmpty>
              <RuleRevisions ruleKey={ruleKey} program={known} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
