import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateText, dayNumber, isDate } from '#kernel/calendar.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { QuestionWord } from '../analytics/question-word.tsx'
import classes from './customers-page.module.css'
import type { ChangeQuestion, Question } from './question.ts'

type ChooseLastPurchaseProps = { question: Question; onChange: ChangeQuestion }
type Days = Pick<Question, 'lastPurchaseFrom' | 'lastPurchaseBefore'>

/** Between which days the last purchase lies, both counted in. */
export function ChooseLastPurchase({ question, onChange }: ChooseLastPurchaseProps) {
  const { t } = useTranslation('customers')
  const word = useRangeWord(question)
  return (
    <QuestionWord label={t('filter.last.label')} word={word}>
      {(close) => (
        <Range
          question={question}
          onChoose={(days) => {
            onChange(days)
            close()
          }}
        />
      )}
    </QuestionWord>
  )
}

function useRangeWord({ lastPurchaseFrom, lastPurchaseBefore }: Question): string {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const from = lastPurchaseFrom && format.date(lastPurchaseFrom)
  const to = lastPurchaseBefore && format.date(dayBefore(lastPurchaseBefore))
  if (from && to) return t('filter.last.between', { from, to })
  if (from) return t('filter.last.from', { from })
  return to ? t('filter.last.to', { to }) : t('filter.last.any')
}

type RangeProps = { question: Question; onChoose: (days: Days) => void }

function Range({ question, onChoose }: RangeProps) {
  const { t } = useTranslation('customers')
  const { lastPurchaseFrom, lastPurchaseBefore } = question
  const [from, setFrom] = useState(lastPurchaseFrom ?? '')
  const [to, setTo] = useState(lastPurchaseBefore ? dayBefore(lastPurchaseBefore) : '')
  const isTurned = isDate(from) && isDate(to) && to < from
  return (
    <form
      className={classes.choice}
      onSubmit={(event) => {
        event.preventDefault()
        if (isTurned) return
        onChoose({
          lastPurchaseFrom: isDate(from) ? from : undefined,
          lastPurchaseBefore: isDate(to) ? dateText(dayNumber(to) + 1) : undefined,
        })
      }}
    >
      <TextInput
        type="date"
        label={t('filter.last.fromField')}
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('filter.last.toField')}
        value={to}
        error={isTurned && t('filter.last.order')}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <div className={classes.choiceActions}>
        <Button type="submit">{t('filter.last.apply')}</Button>
        <Button
          kind="plain"
          onClick={() => onChoose({ lastPurchaseFrom: undefined, lastPurchaseBefore: undefined })}
        >
          {t('filter.last.clear')}
        </Button>
      </div>
    </form>
  )
}

const dayBefore = (date: string) => dateText(dayNumber(date) - 1)
