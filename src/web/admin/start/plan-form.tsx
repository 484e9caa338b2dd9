import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBusiness } from '#contract/endpoints/business.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { readSession, readWelcome } from '#contract/endpoints/session.ts'
import { begin, readStart, type StartProposal } from '#contract/endpoints/start.ts'
import { type StartGround, type StartTrade, startTrades } from '#contract/language/start-plan.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useRefusal } from '../forms/refusal.ts'
import writing from '../writing/writing.module.css'
import { PlanSentences } from './plan-sentences.tsx'
import classes from './start.module.css'
import { useTermsText } from './use-terms-text.ts'
import { YearOfPlan } from './year-of-plan.tsx'

export type Names = Pick<StartProposal, 'businessName' | 'storeName'>

type PlanFormProps = {
  proposal: StartProposal
  /** As chosen, while its proposal is on its way. */
  trade: StartTrade
  ground: StartGround | null
  onTrade: (trade: StartTrade, typed: Names) => void
}

/** The proposal, each word of it to be changed, and the one thing to do at its end. */
export function PlanForm({ proposal, trade, ground, onTrade }: PlanFormProps) {
  const { t } = useTranslation('start')
  const [draft, setDraft] = useState(proposal)
  const [typed, setTyped] = useState<string | null>(null)
  const [ownTerms, setOwnTerms] = useState<string | null>(null)
  const proposedTerms = useTermsText(draft)
  const terms = ownTerms ?? proposedTerms
  const put = (part: Partial<StartProposal>) => setDraft((before) => ({ ...before, ...part }))
  const { send, isPending, told } = useBegin(typed)
  const isNamed = draft.businessName.trim() !== '' && draft.storeName.trim() !== ''
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send({ ...draft, terms })
      }}
    >
      <Stack>
        <Sentence lead={t('lead')}>{t('sentence')}</Sentence>
        <Section heading={t('trade')}>
          <div className={classes.part}>
            <Segmented
              look="words"
              label={t('trade')}
              value={trade}
              options={startTrades.map((one) => ({ value: one, word: t(`trades.${one}`) }))}
              onChange={(chosen) => onTrade(chosen, namesOf(draft))}
            />
            <div className={classes.names}>
              <TextInput
                label={t('businessName')}
                maxLength={200}
                required
                value={draft.businessName}
                onChange={(event) => put({ businessName: event.currentTarget.value })}
              />
              <TextInput
                label={t('storeName')}
                description={t('storeHint')}
                inputWrapperOrder={['label', 'input', 'description']}
                maxLength={200}
                required
                value={draft.storeName}
                onChange={(event) => put({ storeName: event.currentTarget.value })}
              />
            </div>
          </div>
        </Section>
        <Section heading={t('program')}>
          <PlanSentences draft={draft} onChange={put} onFault={setTyped} />
        </Section>
        <YearOfPlan draft={draft} ground={ground} />
        <Section heading={t('terms.heading')} note={t('terms.check')} notePlace="below">
          <div className={classes.part}>
            <Textarea
              label={t('terms.label')}
              autosize
              minRows={6}
              maxRows={14}
              maxLength={20_000}
              value={terms}
              onChange={(event) => setOwnTerms(event.currentTarget.value)}
            />
            {ownTerms !== null && (
              <Button kind="word" onClick={() => setOwnTerms(null)}>
                {t('terms.again')}
              </Button>
            )}
          </div>
        </Section>
        <Section heading={t('cards.heading')} note={t('cards.hint')}>
          <div className={classes.count}>
            <NumberInput
              label={t('cards.count')}
              min={0}
              max={240}
              allowDecimal={false}
              value={draft.cards}
              onChange={(value) => put({ cards: Math.min(240, Math.max(0, Number(value) || 0)) })}
            />
          </div>
        </Section>
        <div className={writing.foot}>
          {told ? (
            <p className={writing.fault} role="alert">
              {told}
            </p>
          ) : (
            <p className={classes.quiet}>{t('change')}</p>
          )}
          <Button
            kind="main"
            type="submit"
            busy={isPending}
            disabled={!isNamed || terms.trim() === ''}
          >
            {t('do')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

const namesOf = ({ businessName, storeName }: StartProposal): Names => ({
  businessName,
  storeName,
})

function useBegin(typed: string | null) {
  const words = useRefusalWords()
  const action = useAction(begin, {
    changes: [readStart, readProgram, readBusiness, readSession, readWelcome],
  })
  return {
    send: (plan: StartProposal & { terms: string }) =>
      action.mutate({
        body: {
          ...plan,
          businessName: plan.businessName.trim(),
          storeName: plan.storeName.trim(),
        },
      }),
    isPending: action.isPending,
    told: typed ?? (action.error && words(action.error)),
  }
}

function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation('start')
  const refusal = useRefusal()
  return (problem) => {
    switch (problem.code) {
      case 'program_exists':
      case 'start_reward_too_dear':
        return t(`refused.${problem.code}`)
      default:
        return refusal(problem)
    }
  }
}
