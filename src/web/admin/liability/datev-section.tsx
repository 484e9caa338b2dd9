import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportDatev, listLiabilityMonths, readAccounting } from '#contract/endpoints/liability.ts'
import { addressOf, useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { missingIn } from './accounts.ts'
import classes from './liability.module.css'
import { type Accounting, type BookOfMonth, firstDayOf } from './liability.ts'

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
        onChange={setChosen}
        allowDeselect={false}
      />
      <a
        className={buttonClass('outlined')}
        href={addressOf(exportDatev, {}, { from: month, to: month })}
        download
      >
        {t('datev.download')}
      </a>
    </div>
  )
}

/** The newest first. */
const closedMonths = (months: readonly BookOfMonth[]) =>
  [...new Set(months.filter(({ closed }) => closed).map(({ month }) => month))].toReversed()

const lacksCost = (months: readonly BookOfMonth[], chosen: string) =>
  months.some(({ month, terms }) => month === chosen && terms.costRate === null)
