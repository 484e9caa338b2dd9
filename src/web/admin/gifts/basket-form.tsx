import { Trans, useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { FromWord, UntilWord } from '../writing/day-words.tsx'
import { NameWord } from '../writing/name-word.tsx'
import { useNumberWords } from '../writing/number-words.tsx'
import { useOftenWord } from '../writing/often-word.tsx'
import { SentenceForm } from '../writing/sentence-form.tsx'
import classes from '../writing/writing.module.css'
import { ArticlesWord } from './articles-word.tsx'
import { type BasketDraft, basketFaultOf } from './basket-draft.ts'

type BasketFormProps = {
  start: BasketDraft
  action: { isPending: boolean; error: Problem | null }
  onSend: (draft: BasketDraft) => void
  onCancel: () => void
}

/** A gift for baskets from a value on, as sentences. */
export function BasketForm(sending: BasketFormProps) {
  const { t } = useTranslation('gifts')
  const refusalWords = useRefusalWords()
  const missingOf = (draft: BasketDraft) => {
    const found = basketFaultOf(draft)
    return found && t(`basket.fault.${found}`)
  }
  return (
    <SentenceForm
      {...sending}
      missingOf={missingOf}
      refusalWords={refusalWords}
      word={t('basket.save')}
    >
      {({ draft, put, onFault }) => (
        <Section heading={t('basket.sentences')} note={t('ladder.hint')}>
          <div className={classes.sentences}>
            <NameSentence draft={draft} onChange={put} onFault={onFault} />
            <GiftSentence draft={draft} onChange={put} onFault={onFault} />
            <CountSentence draft={draft} onChange={put} onFault={onFault} />
            <DaysSentence draft={draft} onChange={put} onFault={onFault} />
          </div>
        </Section>
      )}
    </SentenceForm>
  )
}

type PartProps = {
  draft: BasketDraft
  onChange: (part: Partial<BasketDraft>) => void
  onFault: (fault: string | null) => void
}

function NameSentence({ draft: { name }, onChange }: PartProps) {
  const { t } = useTranslation('gifts')
  const word = <NameWord name={name} onChange={(text) => onChange({ name: text })} />
  return (
    <p>
      <Trans t={t} i18nKey="basket.name" components={{ name: word }} />
    </p>
  )
}

function GiftSentence({ draft: { basketMin, articles }, onChange, onFault }: PartProps) {
  const { t } = useTranslation('gifts')
  const { amountWord } = useNumberWords(onFault)
  const min = amountWord(t('basket.minLabel'), basketMin, (amount) =>
    onChange({ basketMin: amount }),
  )
  const choice = (
    <ArticlesWord articles={articles} onChange={(chosen) => onChange({ articles: chosen })} />
  )
  return (
    <p>
      <Trans t={t} i18nKey="basket.gives" components={{ min, articles: choice }} />
    </p>
  )
}

function CountSentence({ draft: { stock, perCustomer }, onChange, onFault }: PartProps) {
  const { t } = useTranslation('gifts')
  const oftenWord = useOftenWord(onFault)
  const components = {
    stock: oftenWord({
      ...{ label: t('basket.stockLabel'), max: stock },
      onChange: (max) => onChange({ stock: max }),
    }),
    perCustomer: oftenWord({
      ...{ label: t('basket.perCustomerLabel'), max: perCustomer },
      onChange: (max) => onChange({ perCustomer: max }),
    }),
  }
  return (
    <p>
      <Trans t={t} i18nKey="basket.count" components={components} />
    </p>
  )
}

function DaysSentence({ draft: { from, until }, onChange }: PartProps) {
  const { t } = useTranslation('gifts')
  const components = {
    from: (
      <FromWord
        label={t('basket.fromLabel')}
        day={from}
        onChange={(day) => onChange({ from: day ?? from })}
      />
    ),
    until: (
      <UntilWord
        label={t('basket.untilLabel')}
        day={until}
        onChange={(day) => onChange({ until: day })}
      />
    ),
  }
  return (
    <p>
      <Trans t={t} i18nKey="basket.valid" components={components} />
    </p>
  )
}
