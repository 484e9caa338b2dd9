import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { amountText, readAmount, readCount } from '../writing/typed-numbers.ts'
import type { Currency, RuleContent } from './program.ts'
import { rateText, readRate } from './rate.ts'
import { useRuleWords } from './rules/use-rule-words.ts'
import classes from './sentences.module.css'
import { usePointWords } from './use-point-words.ts'

type RuleSentenceProps = {
  rule: RuleContent
  /** As it is saved; of a new rule nothing is. */
  was: RuleContent | undefined
  currency: Currency
  onChange: (change: Partial<RuleContent>) => void
  onFault: (fault: string | null) => void
  onEnd: (() => void) | undefined
}

/** One way to earn, with the words most businesses change. */
export function RuleSentence(props: RuleSentenceProps) {
  const { rule, was, currency, onEnd } = props
  const { t } = useTranslation('program')
  const ruleWords = useRuleWords()
  const saved =
    was && JSON.stringify(was) !== JSON.stringify(rule) ? ruleWords.short(was, currency) : null
  const rest = ruleWords.rest(rule, currency)
  return (
    <li>
      <p>
        <Said {...props} />
        {rest && ` ${rest}`}
      </p>
      {(saved || !was) && (
        <span className={classes.was}>
          {saved ? t('page.was', { words: saved.replace(/\.$/, '') }) : t('page.isNew')}
        </span>
      )}
      {onEnd && (
        <Button
          kind="word"
          className={classes.end ?? ''}
          aria-label={t('page.endLabel', { name: rule.name })}
          onClick={onEnd}
        >
          {t('page.end')}
        </Button>
      )}
    </li>
  )
}

function Said(props: RuleSentenceProps) {
  const { t } = useTranslation('program')
  const { way } = props.rule
  const rateWord = useRateWord(props)
  const countWord = useCountWord(props)
  const words: Record<string, ReactElement> = {}
  switch (way.kind) {
    case 'per_visit':
    case 'per_purchase':
      words.points = countWord(way.points, (points) => ({ ...way, points }))
      return <Trans t={t} i18nKey={`sentence.${way.kind}`} components={words} />
    case 'per_event':
      words.points = countWord(way.points, (points) => ({ ...way, points }))
      return way.event === 'custom' ? (
        <Trans
          t={t}
          i18nKey="sentence.per_own_event"
          components={words}
          values={{ name: way.name ?? '' }}
        />
      ) : (
        <Trans t={t} i18nKey={`sentence.per_event.${way.event}`} components={words} />
      )
    case 'per_amount':
      return <AmountSaid {...props} way={way} />
    case 'per_article':
      words.points = rateWord(way.points, (points) => ({ ...way, points }))
      return <Trans t={t} i18nKey="sentence.per_article" components={words} />
    case 'multiplier':
      words.factor = rateWord(way.factor, (factor) => ({ ...way, factor }), 'factor')
      return <Trans t={t} i18nKey="sentence.multiplier" components={words} />
  }
}

type Way = RuleContent['way']

function AmountSaid(props: RuleSentenceProps & { way: Extract<Way, { kind: 'per_amount' }> }) {
  const { way, onChange, onFault } = props
  const { t } = useTranslation('program')
  const format = useFormat()
  const rateWord = useRateWord(props)
  const amount = (
    <EditableWord
      kind="number"
      label={t('label.amount')}
      value={amountText(way.perAmount, format.currency, format.language)}
      shown={format.money(way.perAmount)}
      onChange={(text) => {
        const perAmount = readAmount(text, format.currency)
        const fits = perAmount !== null && perAmount > 0
        onFault(fits ? null : t('fault.amount'))
        if (fits) onChange({ way: { ...way, perAmount } })
      }}
    />
  )
  const points = rateWord(way.points, (rate) => ({ ...way, points: rate }))
  return <Trans t={t} i18nKey="sentence.per_amount" components={{ amount, points }} />
}

function useCountWord({ currency, onChange, onFault }: RuleSentenceProps) {
  const { t } = useTranslation('program')
  const pointWords = usePointWords(currency)
  return (count: number, wayOf: (count: number) => Way) => (
    <EditableWord
      kind="number"
      label={t('label.points', { name: currency.name })}
      value={String(count)}
      shown={pointWords(count)}
      onChange={(text) => {
        const read = readCount(text, 1)
        onFault(read === null ? t('fault.count') : null)
        if (read !== null) onChange({ way: wayOf(read) })
      }}
    />
  )
}

function useRateWord({ currency, onChange, onFault }: RuleSentenceProps) {
  const { t } = useTranslation('program')
  const { language } = useFormat()
  const pointWords = usePointWords(currency)
  return (rate: string, wayOf: (rate: string) => Way, kind: 'points' | 'factor' = 'points') => (
    <EditableWord
      kind="number"
      label={kind === 'points' ? t('label.points', { name: currency.name }) : t('label.factor')}
      value={rateText(rate, language)}
      shown={
        kind === 'points' ? pointWords(rate) : t('page.times', { factor: rateText(rate, language) })
      }
      onChange={(text) => {
        const read = readRate(text)
        onFault(read === null ? t('fault.rate') : null)
        if (read !== null) onChange({ way: wayOf(read) })
      }}
    />
  )
}
