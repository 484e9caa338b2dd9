import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readOverview } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { dayAfter, lastDayOf } from './period-words.ts'
import classes from './question.module.css'
import { QuestionWord } from './question-word.tsx'

/** `to` is exclusive; people are shown the last day. */
export type Range = { from?: string | undefined; to?: string | undefined }

type ChooseRangeProps = {
  word: string
  /** What is shown now, whether chosen or not. */
  shown: { from: string; to: string } | undefined
  onChange: (range: Range) => void
}

/** From when to when. */
export function ChooseRange({ word, shown, onChange }: ChooseRangeProps) {
  const { t } = useTranslation('analytics')
  return (
    <QuestionWord label={t('question.range')} word={word}>
      {(close) => (
        <RangeForm
          shown={shown}
          onChange={(range) => {
            onChange(range)
            close()
          }}
        />
      )}
    </QuestionWord>
  )
}

function RangeForm({ shown, onChange }: Omit<ChooseRangeProps, 'word'>) {
  const { t } = useTranslation('analytics')
  const [from, setFrom] = useState(shown?.from ?? '')
  const [last, setLast] = useState(shown ? lastDayOf(shown.to) : '')
  const isReversed = from !== '' && last !== '' && last < from
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReversed) return
    onChange({ from: from || undefined, to: last === '' ? undefined : dayAfter(last) })
  }
  return (
    <form onSubmit={submit} className={classes.range}>
      <TextInput
        type="date"
        label={t('question.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('question.last')}
        value={last}
        error={isReversed && t('question.reversed')}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <div className={classes.rangeActions}>
        <Button type="submit">{t('question.show')}</Button>
        <WholeTime onChange={onChange} />
        <Button kind="word" onClick={() => onChange({ from: undefined, to: undefined })}>
          {t('question.recent')}
        </Button>
      </div>
    </form>
  )
}

function WholeTime({ onChange }: Pick<ChooseRangeProps, 'onChange'>) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const basis = useCall(readOverview, {}).data?.basis
  if (!basis || basis.asOf === null) return null
  const { from } = basis
  return (
    <Button kind="word" onClick={() => onChange({ from, to: undefined })}>
      {t('question.whole', { date: format.date(from) })}
    </Button>
  )
}
