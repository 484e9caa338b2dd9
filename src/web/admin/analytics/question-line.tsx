import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readReportChoices } from '#contract/endpoints/analytics.ts'
import type { CalendarUnit } from '#kernel/calendar.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { QuestionWords } from '../question-words.tsx'
import { type Address, type ChangeAddress, type FilterName, hasFilters } from './address.ts'
import { useChannelName } from './channel-name.ts'
import { ChooseOne } from './choose-one.tsx'
import { ChooseRange } from './choose-range.tsx'
import { ChooseSeveral } from './choose-several.tsx'
import { lastDayOf, usePeriodWords } from './period-words.ts'
import classes from './question.module.css'

type QuestionLineProps = {
  address: Address
  onChange: ChangeAddress
  /** Calendars the report can run by, and the one it runs by now. */
  calendars?: readonly CalendarUnit[]
  every?: CalendarUnit
  /** The range shown now, of reports that have one. */
  range?: { from: string; to: string; asOf: string | null } | undefined
  hasRange?: boolean
  /** Further words of the question, first. */
  children?: ReactNode
}

/** What the report below was asked, as a sentence whose words can be changed. */
export function QuestionLine(props: QuestionLineProps) {
  const { address, onChange, calendars, every, range, hasRange = false, children } = props
  const { t } = useTranslation('analytics')
  const rangeWord = useRangeWord(every ?? 'month', range)
  const filterWords = useFilterWords(address, onChange)
  const words = [
    children,
    calendars && every && (
      <ChooseOne
        label={t('question.calendar')}
        value={every}
        options={calendars.map((unit) => ({
          value: unit,
          name: t(`question.unit.${unit}`),
          word: t(`question.by.${unit}`),
        }))}
        onChange={(unit) => onChange({ every: unit, period: undefined })}
      />
    ),
    hasRange && (
      <ChooseRange
        word={rangeWord}
        shown={range}
        onChange={(chosen) => onChange({ ...chosen, period: undefined })}
      />
    ),
    ...filterWords,
  ]
  const isChanged = hasFilters(address) || Boolean(address.from ?? address.to)
  return (
    <div className={classes.line}>
      <QuestionWords lead={t('question.lead')} words={words} />
      {isChanged && (
        <Button
          kind="word"
          onClick={() =>
            onChange({
              store: [],
              channel: [],
              category: [],
              tag: [],
              from: undefined,
              to: undefined,
              period: undefined,
            })
          }
        >
          {t('question.reset')}
        </Button>
      )}
    </div>
  )
}

function useRangeWord(every: CalendarUnit, range: QuestionLineProps['range']): string {
  const { t } = useTranslation('analytics')
  const periods = usePeriodWords()
  if (!range) return t('question.recent')
  const last = lastDayOf(range.to)
  const known = range.asOf !== null && range.asOf < last ? range.asOf : last
  const [from, to] = [periods.name(every, range.from), periods.name(every, known)]
  if (from === to) return t('question.only', { from })
  const isDate = every === 'day' || every === 'quarter'
  return t(isDate ? 'question.betweenDates' : 'question.between', { from, to })
}

/** A filter is offered only where there is something to choose. */
function useFilterWords(address: Address, onChange: ChangeAddress): ReactNode[] {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const channelName = useChannelName()
  const choices = useCall(readReportChoices, {}).data
  const options = {
    store: (choices?.stores ?? []).map(({ code, name }) => ({ value: code, name })),
    channel: (choices?.channels ?? []).map((code) => ({ value: code, name: channelName(code) })),
    category: (choices?.categories ?? []).map((code) => ({ value: code, name: code })),
    tag: (choices?.tags ?? []).map((tag) => ({ value: tag, name: tag })),
  }
  const word = (name: FilterName) => {
    const chosen = address[name]
    if (chosen.length === 0) return t(`question.filter.${name}.any`)
    if (chosen.length > 2) return t(`question.filter.${name}.several`, { count: chosen.length })
    const names = chosen.map(
      (value) => options[name].find((option) => option.value === value)?.name ?? value,
    )
    return t(`question.filter.${name}.these`, { names: format.list(names) })
  }
  const part = (name: FilterName, least: number) =>
    (options[name].length >= least || address[name].length > 0) && (
      <ChooseSeveral
        label={t(`question.filter.${name}.label`)}
        word={word(name)}
        chosen={address[name]}
        options={options[name]}
        onChange={(chosen) => onChange({ [name]: chosen })}
      />
    )
  return [part('store', 2), part('channel', 2), part('category', 2), part('tag', 1)]
}
