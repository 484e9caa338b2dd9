import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import { readBusiness } from '#contract/endpoints/business.ts'
import { readPrints } from '#contract/endpoints/prints.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { readSession, readWelcome } from '#contract/endpoints/session.ts'
import { begin, readStart, type StartProposal } from '#contract/endpoints/start.ts'
import { type StartGround, type StartTrade, startTrades } from '#contract/language/start-plan.ts'
import type { Language } from '#locales/language.ts'
import { type Problem, useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useRefusal } from '../forms/refusal.ts'
import { AddressWarning } from '../prints/address-warning.tsx'
import writing from '../writing/writing.module.css'
import { GuestsPage } from './guests-page.tsx'
import { PlanSentences } from './plan-sentences.tsx'
import classes from './start.module.css'
import { type OwnTexts, TermsTexts } from './terms-texts.tsx'
import { useTermsTexts } from './use-terms-texts.ts'
import { YearOfPlan } from './year-of-plan.tsx'

export type Names = Pick<StartProposal, 'businessName' | 'storeName'>

type PlanFormProps = {
  proposal: StartProposal
  /** As chosen, while its proposal is on its way. */
  trade: StartTrade
  ground: StartGround | null
  /** The one terms are written in first. */
  language: Language
  onTrade: (trade: StartTrade, typed: Names) => void
  onBegun: () => void
}

/** The proposal, each word of it to be changed, and the one thing to do at its end. */
export function PlanForm({ proposal, trade, ground, language, onTrade, onBegun }: PlanFormProps) {
  const { t } = useTranslation('start')
  const [draft, setDraft] = useState(proposal)
  const [typed, setTyped] = useState<string | null>(null)
  const [ownTerms, setOwnTerms] = useState<OwnTexts>({ de: null, en: null })
  const proposedTerms = useTermsTexts(draft)
  const termsIn = (one: Language) => ownTerms[one] ?? proposedTerms?.[one] ?? ''
  const terms = termsIn(language)
  const prints = useCall(readPrints, {})
  const put = (part: Partial<StartProposal>) => setDraft((before) => ({ ...before, ...part }))
  const { send, isPending, told } = useBegin(typed, onBegun)
  const isNamed = draft.businessName.trim() !== '' && draft.storeName.trim() !== ''
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send({ ...draft, terms, otherTerms: termsIn(language === 'de' ? 'en' : 'de') })
      }}
    >
      <Stack>
        <Sentence lead={t('lead')}>{t('sentence')}</Sentence>
        {prints.data && <AddressWarning {...prints.data} />}
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
        {proposedTerms && (
          <TermsTexts
            proposed={proposedTerms}
            own={ownTerms}
            first={language}
            onChange={setOwnTerms}
          />
        )}
        <GuestsPage draft={draft} onChange={put} />
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
            <Refusal place="foot">{told}</Refusal>
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

function useBegin(typed: string | null, onBegun: () => void) {
  const words = useRefusalWords()
  const action = useAction(begin, {
    changes: [readStart, readProgram, readBusiness, readSession, readWelcome, readSetUp],
    onDone: onBegun,
  })
  return {
    send: (plan: StartProposal & { terms: string; otherTerms: string }) =>
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
      case 'terms_with_gaps':
        return t(`refused.${problem.code}`)
      default:
        return refusal(problem)
    }
  }
}
