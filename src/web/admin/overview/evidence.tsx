import { useTranslation } from 'react-i18next'
import { BarsWithUsual } from '../../design/charts/bars-with-usual.tsx'
import { useFormat } from '../../design/provider.tsx'
import classes from './overview.module.css'
import type { Finding, KeyFigure, Overview } from './overview.ts'

type EvidenceProps = { finding: Finding; overview: Overview }

/** The picture that shows what the sentence says; some sentences need none. */
export function Evidence({ finding, overview }: EvidenceProps) {
  switch (finding.key) {
    case 'leaving_above_usual':
    case 'leaving_below_usual':
    case 'regulars_leaving':
      return <LeavingByWeek figure={overview.leaving} />
    case 'kept_below_usual':
    case 'kept_above_usual':
    case 'kept':
      return <KeptByMonth figure={overview.staying} />
    case 'store_below':
    case 'store_above':
      return <KeptAtStore finding={finding} overview={overview} />
    case 'store_silent':
    case 'first_figures':
    case 'nothing_yet':
    case 'receipts_without_customers':
      return null
  }
}

function LeavingByWeek({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const weeks = figure.trend.flatMap(({ start, value }) =>
    value === null ? [] : [{ start, value }],
  )
  if (weeks.length < 3) return null
  return (
    <div className={classes.evidence}>
      <BarsWithUsual
        title={t(`leaving.evidence.${figure.standing ?? 'within'}`)}
        measured={t('leaving.measured')}
        finding={t('leaving.evidenceFinding', {
          count: weeks.length,
          first: weeks[0]?.value ?? 0,
          last: weeks.at(-1)?.value ?? 0,
        })}
        bars={weeks.map(({ start, value }, place) => ({
          label: format.dayAndMonth(start),
          value,
          isInFocus: place === weeks.length - 1,
        }))}
        {...(figure.usual && { usual: figure.usual })}
        format={(count) => format.number(count)}
      />
    </div>
  )
}

function KeptByMonth({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation('overview')
  const months = figure.trend.flatMap(({ start, value }) =>
    value === null ? [] : [{ start, rate: value }],
  )
  return (
    <KeptBars
      title={t(`staying.evidence.${figure.standing ?? 'within'}`)}
      months={months}
      usual={figure.usual}
    />
  )
}

type StoreFinding = Extract<Finding, { key: 'store_below' | 'store_above' }>

/** Counted as in the sentence: who was in this store, and came again to whichever. */
function KeptAtStore({ finding, overview }: { finding: StoreFinding; overview: Overview }) {
  const { t } = useTranslation('overview')
  const row = overview.stores.find(({ store }) => store.code === finding.store.code)
  const months = (row?.trend ?? []).flatMap(({ start, keptRate }) =>
    keptRate === null ? [] : [{ start, rate: keptRate }],
  )
  return (
    <KeptBars
      title={t('storeEvidence', { store: finding.store.name })}
      months={months}
      usual={null}
    />
  )
}

type KeptBarsProps = {
  title: string
  months: readonly { start: string; rate: number }[]
  usual: { low: number; high: number } | null
}

function KeptBars({ title, months, usual }: KeptBarsProps) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  if (months.length < 3) return null
  const share = (value: number) => format.percent(value, 0)
  return (
    <div className={classes.evidence}>
      <BarsWithUsual
        title={title}
        measured={t('staying.measured')}
        finding={t('staying.evidenceFinding', {
          count: months.length,
          share: share(months.at(-1)?.rate ?? 0),
        })}
        bars={months.map(({ start, rate }, place) => ({
          label: format.monthShort(start),
          value: rate,
          isInFocus: place === months.length - 1,
        }))}
        {...(usual && { usual })}
        format={share}
      />
    </div>
  )
}
