import { useTranslation } from 'react-i18next'
import type { BalanceKind } from '../../design/charts/balance.ts'
import { RetentionBalance } from '../../design/charts/retention-balance.tsx'
import { Coverage } from '../../design/coverage.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { Columns } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import type { Behind } from './behind.ts'
import { cityOf, lastDayOf, usePeriodWords } from './period-words.ts'
import { type Retention, type RetentionPeriod, receiptsBehind } from './retention.ts'
import { type BalanceNumber, useRetentionLists } from './retention-lists.ts'

type OfPeriodProps = {
  retention: Retention
  period: RetentionPeriod
  onShow: (behind: Behind) => void
}

const numberOf: Record<BalanceKind, BalanceNumber> = {
  start: 'start',
  kept: 'kept',
  lost: 'lost',
  new: 'new',
  returned: 'reactivated',
  end: 'end',
}

/** One period: the balance as a picture, what really stayed beside what the formula says. */
export function RetentionOfPeriod({ retention, period, onShow }: OfPeriodProps) {
  const { t } = useTranslation('analytics')
  const { before, during } = usePeriodWords().pair(retention.every, period.start)
  const lists = useRetentionLists(retention)
  const { customersAtStart, customersAtEnd, kept, lost, reactivated } = period
  return (
    <Columns asideWidth={300} aside={<Rates retention={retention} period={period} />}>
      <RetentionBalance
        title={t('balance.title')}
        measured={t('balance.measured', { before, during })}
        finding={t('balance.finding', {
          before,
          during,
          start: customersAtStart,
          kept,
          lost,
          reactivated,
          new: period.new,
          end: customersAtEnd,
        })}
        kept={kept}
        returned={reactivated}
        new={period.new}
        lost={lost}
        startLabel={t('balance.at', { during: before })}
        endLabel={t('balance.at', { during })}
        lostNote={t(period.open ? 'balance.lostOpen' : 'balance.lost', { during })}
        {...(lists && {
          onOpen: (kind: BalanceKind) => onShow(lists(period, numberOf[kind])),
        })}
      />
    </Columns>
  )
}

function Rates({ retention, period }: Pick<OfPeriodProps, 'retention' | 'period'>) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { keptRate, keptInterval, open, kept, customersAtStart, coverage } = period
  const share = receiptsBehind(retention.basis, coverage)
  if (keptRate === null) {
    return (
      <FigureBlock
        look="plain"
        question={t('kept.question')}
        value={null}
        sentence={t('kept.nobody')}
      />
    )
  }
  if (open) {
    return (
      <FigureBlock
        look="plain"
        question={t('kept.question')}
        value={null}
        sentence={t('kept.open', { until: format.date(lastDayOf(period.end)) })}
      />
    )
  }
  return (
    <>
      <FigureBlock
        look="plain"
        question={t('kept.question')}
        value={format.number(keptRate * 100, 1)}
        unit="%"
        sentence={
          <>
            {t('kept.counted', { kept, count: customersAtStart })}{' '}
            {keptInterval &&
              t('kept.interval', {
                low: format.number(keptInterval.low * 100, 1),
                high: format.percent(keptInterval.high),
              })}
            <YearBefore retention={retention} period={period} />
          </>
        }
        how={{
          definition: t('kept.definition'),
          period: t('kept.period', {
            from: format.date(period.start),
            to: format.date(lastDayOf(period.end)),
            timeZone: cityOf(retention.basis.timeZone),
          }),
          counted: t('kept.counted', { kept, count: customersAtStart }),
          asOf: retention.basis.asOf && format.date(retention.basis.asOf),
          open: t('kept.intervalMeaning'),
        }}
      />
      <Formula period={period} />
      {share !== null && (
        <Coverage share={share}>
          {t('coverageCounts', { known: coverage.knownReceipts, count: coverage.receipts })}
        </Coverage>
      )}
    </>
  )
}

/** The same period a year before, where it is among those asked for. */
function YearBefore({ retention, period }: Pick<OfPeriodProps, 'retention' | 'period'>) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const periods = usePeriodWords()
  const year = Number(period.start.slice(0, 4)) - 1
  const start = `${year}${period.start.slice(4)}`
  const found = retention.periods.find((one) => one.start === start)
  if (!found || found.keptRate === null || retention.every === 'day') return null
  return (
    <>
      <br />
      {t('kept.yearBefore', {
        period: periods.name(retention.every, start),
        share: format.percent(found.keptRate),
      })}
    </>
  )
}

function Formula({ period }: { period: RetentionPeriod }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  if (period.formulaRate === null) return null
  const { customersAtEnd: end, customersAtStart: start, reactivated: count } = period
  return (
    <FigureBlock
      look="quiet"
      question={t('formula.question')}
      value={format.percent(period.formulaRate)}
      sentence={
        <>
          <span className={words.oneLine}>
            {t('formula.reckoning', { end, new: period.new, start })}
          </span>{' '}
          {count > 0 ? t('formula.higher', { count }) : t('formula.same')}
        </>
      }
    />
  )
}
