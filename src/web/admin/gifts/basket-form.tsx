import { Trans, useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { FormFoot, useWriting } from '../form-foot.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useNumberWords, useOftenWord } from '../rewards/use-words.tsx'
import classes from '../vouchers/voucher-form.module.css'
import { ArticlesWord } from './articles-word.tsx'
import { type BasketDraft, basketFaultOf } from './basket-draft.ts'

type BasketFormProps = {
  start: BasketDraft
  action: { isPending: boolean; error: Problem | null }
  onSend: (draft: BasketDraft) => void
  onCancel: () => void
}

/** A gift for baskets from a value on, as sentences. */
export function BasketForm({ start, action, onSend, onCancel }: BasketFormProps) {
  const { t } = useTranslation('gifts')
  const refusalWords = useRefusalWords()
  const { draft, fault, onFault, setMissing, change } = useWriting(start)
  const put = (part: Partial<BasketDraft>) => change((before) => ({ ...before, ...part }))
  const send = () => {
    const found = basketFaultOf(draft)
    setMissing(found && t(`basket.fault.${found}`))
    if (found === null) onSend(draft)
  }
  return (
    <Stack>
      <Section heading={t('basket.sentences')} note={t('ladder.hint')}>
        <div className={classes.sentences}>
          <NameSentence draft={draft} onChange={put} onFault={onFault} />
          <GiftSentence draft={draft} onChange={put} onFault={onFault} />
          <CountSentence draft={draft} onChange={put} onFault={onFault} />
          <DaysSentence draft={draft} onChange={put} onFault={onFault} />
        </div>
      </Section>
      <FormFoot
        told={fault ?? (action.error && refusalWords(action.error))}
        word={t('basket.save')}
        busy={action.isPending}
        onSend={send}
        onCancel={onCancel}
      />
    </Stack>
  )
}

type PartProps = {
  draft: BasketDraft
  onChange: (part: Partial<BasketDraft>) => void
  onFault: (fault: string | null) => void
}

function NameSentence({ draft: { name }, onChange }: PartProps) {
  const { t } = useTranslation('gifts')
  const word = (
    <EditableWord
      label={t('ladder.nameLabel')}
      value={name}
      shown={name || t('ladder.nameEmpty')}
      onChange={(text) => onChange({ name: text.trim().slice(0, 100) })}
    />
  )
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
  const format = useFormat()
  const components = {
    from: (
      <EditableWord
        kind="date"
        label={t('basket.fromLabel')}
        value={from}
        shown={t('basket.fromDay', { date: format.date(from) })}
        onChange={(day) => onChange({ from: day })}
      />
    ),
    until: (
      <EditableWord
        kind="date"
        mayBeEmpty
        label={t('basket.untilLabel')}
        value={until ?? ''}
        shown={
          until === null
            ? t('basket.untilNever')
            : t('basket.untilDay', { date: format.date(until) })
        }
        onChange={(day) => onChange({ until: day || null })}
      />
    ),
  }
  return (
    <p>
      <Trans t={t} i18nKey="basket.valid" components={components} />
    </p>
  )
}
