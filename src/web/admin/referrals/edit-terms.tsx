import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { defineReferralTerms, readReferralTerms } from '#contract/endpoints/referrals.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import { toast } from '../../design/toast.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useCurrencies } from '../rewards/use-reward-words.ts'
import { useMoneyWord } from '../writing/money-word.tsx'
import { readCount } from '../writing/typed-numbers.ts'
import writing from '../writing/writing.module.css'
import { ReferralCost } from './referral-cost.tsx'
import type { Terms } from './terms-sentences.tsx'
import { useUsualPoints } from './use-usual-points.ts'

type EditTermsProps = { terms: Terms | undefined; onClose: () => void }
type Draft = Required<Omit<Terms, 'validFrom'>>

const usual = { amountMin: 0, returnDays: 14, withinDays: 90, perYearMax: 20 }

/** Says anew what bringing somebody is worth, from now on. */
export function EditTerms({ terms, onClose }: EditTermsProps) {
  const { t } = useTranslation(['referrals', 'frame'])
  const { currencies } = useCurrencies()
  const first = currencies[0]?.currency
  const currency = terms?.currency ?? first
  const { isPending, usualOf } = useUsualPoints()
  if (isPending) return <StateLoading shape="rows" rows={3} />
  if (currency === undefined) {
    return (
      <Section heading={t('referrals:form.title')}>
        <p>
          {t('referrals:form.noCurrency')}{' '}
          <Link to="/program">{t('referrals:form.toProgram')}</Link>
        </p>
      </Section>
    )
  }
  const start: Draft = { currency, ...usual, ...usualOf(currency), ...withoutStart(terms) }
  return <Sentences start={start} onClose={onClose} />
}

function withoutStart(terms: Terms | undefined): Partial<Draft> {
  if (!terms) return {}
  const { validFrom: _, ...said } = terms
  return said
}

function Sentences({ start, onClose }: { start: Draft; onClose: () => void }) {
  const { t } = useTranslation(['referrals', 'frame'])
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(start)
  const [fault, setFault] = useState<string | null>(null)
  const words = useTermWords(draft, (part) => setDraft({ ...draft, ...part }), setFault)
  const define = useAction(defineReferralTerms, {
    changes: [readReferralTerms],
    onDone: () => {
      toast(t('referrals:form.done'))
      onClose()
    },
  })
  const send = () => define.mutate({ body: { ...draft, validFrom: soon() } })
  const told = fault ?? (define.error && refusalWords(define.error))
  return (
    <Section heading={t('referrals:form.title')} note={t('referrals:form.hint')}>
      <div className={writing.sentences}>
        {(['both', 'first', 'paid'] as const).map((sentence) => (
          <p key={sentence}>
            <Trans t={t} i18nKey={`referrals:form.${sentence}`} components={words} />
          </p>
        ))}
        <ReferralCost terms={draft} />
      </div>
      <div className={writing.foot}>
        <Refusal place="foot">{told}</Refusal>
        <Button kind="plain" onClick={onClose}>
          {t('frame:action.cancel')}
        </Button>
        <Button kind="main" busy={define.isPending} onClick={send}>
          {t('referrals:form.confirm')}
        </Button>
      </div>
    </Section>
  )
}

/** The server takes no beginning that has passed when it arrives, and clocks differ a little. */
const soon = () => new Date(Date.now() + 5_000).toISOString()

function useTermWords(
  draft: Draft,
  onChange: (part: Partial<Draft>) => void,
  onFault: (fault: string | null) => void,
) {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const moneyWord = useMoneyWord(onFault)
  const { currencies, nameOf } = useCurrencies()
  const { usualOf } = useUsualPoints()
  const number = (
    key: 'referrerPoints' | 'recruitPoints' | 'withinDays' | 'returnDays' | 'perYearMax',
    label: string,
    shown: string,
    [least, most]: readonly [number, number],
  ) => (
    <EditableWord
      kind="number"
      label={label}
      value={String(draft[key])}
      shown={shown}
      onChange={(text) => {
        const count = readCount(text, least)
        const fits = count !== null && count <= most
        onFault(fits ? null : t('form.fault.number', { least, most }))
        if (fits) onChange({ [key]: count })
      }}
    />
  )
  const { referrerPoints, recruitPoints, withinDays, returnDays, perYearMax, currency } = draft
  const days = returnDays === 0 ? t('form.daysNone') : t('form.days', { count: returnDays })
  return {
    referrer: number(
      'referrerPoints',
      t('form.referrerLabel'),
      format.number(referrerPoints),
      [1, 1e9],
    ),
    recruit: number(
      'recruitPoints',
      t('form.recruitLabel'),
      format.number(recruitPoints),
      [1, 1e9],
    ),
    within: number(
      'withinDays',
      t('form.withinLabel'),
      t('form.within', { count: withinDays }),
      [1, 3660],
    ),
    days: number('returnDays', t('form.daysLabel'), days, [0, 365]),
    year: number(
      'perYearMax',
      t('form.yearLabel'),
      t('form.year', { count: perYearMax }),
      [1, 10_000],
    ),
    currency: (
      <EditableWord
        label={t('form.currencyLabel')}
        value={currency}
        shown={nameOf(currency)}
        options={currencies.map((one) => ({ value: one.currency, word: one.name }))}
        onChange={(chosen) => onChange({ currency: chosen, ...usualOf(chosen) })}
      />
    ),
    min: moneyWord({
      label: t('form.minLabel'),
      amount: draft.amountMin === 0 ? null : draft.amountMin,
      none: t('form.minAny'),
      some: (amount) => t('form.minSome', { amount }),
      onChange: (minor) => onChange({ amountMin: minor ?? 0 }),
    }),
  }
}
