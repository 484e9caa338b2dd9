import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportDatev, listLiabilityMonths, readAccounting } from '#contract/endpoints/liability.ts'
import { type Problem, useCall, useDownload } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { saveFile } from '../../design/charts/save-file.ts'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { missingIn, partnerAccountNames } from './accounts.ts'
import classes from './liability.module.css'
import { type Accounting, type BookOfMonth, firstDayOf } from './liability.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** The file for the adviser: of closed months, once all is said that it needs. */
export function DatevSection() {
  const { t } = useTranslation('liability')
  const accounting = useCall(readAccounting, {})
  const months = useCall(listLiabilityMonths, {})
  return (
    <Section heading={t('datev.heading')}>
      <Loaded reply={accounting} shape="rows">
        {(known) => (
          <Loaded reply={months} shape="rows">
            {({ items }) => <Download accounting={known} months={items} />}
          </Loaded>
        )}
      </Loaded>
    </Section>
  )
}

type DownloadProps = { accounting: Accounting; months: readonly BookOfMonth[] }

function Download({ accounting, months }: DownloadProps) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const missing = missingIn(accounting)
  const closed = closedMonths(months)
  const [chosen, setChosen] = useState<string | null>(null)
  const month = chosen ?? closed[0]
  const file = useDownload(exportDatev, ({ content, name }) => saveFile(content, name))
  const refusalWords = useDatevRefusalWords(accounting)
  const say = (words: string) => <p className={classes.text}>{words}</p>
  if (missing.length > 0) {
    const words = missing.map((name) => t(`accounting.${name}`))
    return say(t('datev.missing', { list: format.list(words) }))
  }
  if (month === undefined) return say(t('datev.noMonth'))
  if (accounting.method === 'provision' && lacksCost(months, month))
    return say(t('datev.missingCost'))
  return (
    <div className={classes.download}>
      <Select
        label={t('datev.month')}
        data={closed.map((value) => ({ value, label: format.month(firstDayOf(value)) }))}
        value={month}
        onChange={(value) => {
          setChosen(value)
          file.reset()
        }}
        allowDeselect={false}
      />
      <Button
        kind="outlined"
        busy={file.isPending}
        onClick={() => file.mutate({ query: { from: month, to: month } })}
      >
        {t('datev.download')}
      </Button>
      {file.error && <Refusal place="foot">{refusalWords(file.error)}</Refusal>}
    </div>
  )
}

/** What a month with partners needs is known once it is asked for; nothing, once it was said. */
function useDatevRefusalWords(accounting: Accounting): (problem: Problem) => string {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  return (problem) => {
    const needed = partnerAccountNames.filter((name) => name in problem.faultsByField())
    if (needed.length === 0) return refusalWords(problem)
    const missing = needed.filter((name) => accounting[name] === null)
    if (missing.length === 0) return ''
    return t('datev.missingPartner', {
      list: format.list(missing.map((name) => t(`accounting.${name}`))),
    })
  }
}

/** The newest first. */
const closedMonths = (months: readonly BookOfMonth[]) =>
  [...new Set(months.filter(({ closed }) => closed).map(({ month }) => month))].toReversed()

const lacksCost = (months: readonly BookOfMonth[], chosen: string) =>
  months.some(({ month, terms }) => month === chosen && terms.costRate === null)
