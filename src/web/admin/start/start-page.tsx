import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readStart } from '#contract/endpoints/start.ts'
import type { StartTrade } from '#contract/language/start-plan.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useProgramCrumbs } from '../program/rules/use-program-crumbs.tsx'
import { Begun } from './begun.tsx'
import { type Names, PlanForm } from './plan-form.tsx'

/** From nothing to the first card: a proposal by trade, changed word by word, made in one step. */
export function StartPage() {
  const { t } = useTranslation('start')
  const [trade, choose] = useState<StartTrade | undefined>(undefined)
  const [names, keepNames] = useState<Partial<Names>>({})
  const crumbs = useProgramCrumbs(t('title'))
  // Whoever comes back later is told that it was begun before.
  const [isNew, tell] = useState(false)
  const start = useCall(readStart, { query: { trade } }, { keepPrevious: true })
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Loaded reply={start} shape="page">
        {({ standing, proposal, ground, made, language }) => {
          if (made) return <Begun made={made} isNew={isNew} />
          if (standing === 'program_exists') return <ProgramExists />
          return (
            <PlanForm
              key={proposal.trade}
              // What was typed stays when another trade is looked at.
              proposal={{ ...proposal, ...names }}
              trade={trade ?? proposal.trade}
              {...{ ground, language }}
              onBegun={() => tell(true)}
              onTrade={(chosen, typed) => {
                keepNames(typed)
                choose(chosen)
              }}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}

function ProgramExists() {
  const { t } = useTranslation('start')
  return (
    <Sentence
      reason={t('exists.reason')}
      links={<Link to="/prints">{t('exists.prints')}</Link>}
      actions={
        <Link to="/program" className={buttonClass('main')}>
          {t('exists.look')}
        </Link>
      }
    >
      {t('exists.sentence')}
    </Sentence>
  )
}
