import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readCoverage } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Chart } from '../../design/charts/chart.tsx'
import type { ChartTable } from '../../design/charts/chart-table.tsx'
import { type Heat, type HeatCell, heatStep } from '../../design/charts/heat.ts'
import { HeatDrawing } from '../../design/charts/heat-drawing.tsx'
import { HeatTable } from '../../design/charts/heat-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Loaded } from '../loaded.tsx'

type Coverage = WireReply<typeof readCoverage>
type Store = Coverage['stores'][number]

const daysShown = 14

/** Which store names its guests, day by day: where the share falls, somebody stopped asking. */
export function CoverageByDay() {
  const coverage = useCall(readCoverage, { query: { every: 'day' } })
  return (
    <Loaded reply={coverage} shape="chart">
      {(loaded) =>
        loaded.basis.coverage.knownReceipts === 0 ? null : <Picture coverage={loaded} />
      }
    </Loaded>
  )
}

function Picture({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { receiptsShare, knownReceipts, receipts } = coverage.basis.coverage
  const finding = t('coverage.finding', { share: format.percent(receiptsShare ?? 0, 0) })
  const heat = useHeat(coverage)
  return (
    <Chart
      words={{
        look: 'section',
        title: t('coverage.title'),
        measured: t('coverage.measured'),
        finding,
        note: t('coverage.note', {
          known: format.number(knownReceipts),
          count: receipts,
          from: format.date(coverage.basis.from),
        }),
      }}
      table={useTable(coverage)}
      pictureForFile={<HeatDrawing heat={heat} finding={finding} />}
    >
      <HeatTable heat={heat} label={finding} />
    </Chart>
  )
}

function useHeat({ periods, stores, basis }: Coverage): Heat {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const nameOf = useStoreName()
  const shown = periods.slice(-daysShown)
  const cellOf = (share: number | null): HeatCell | null =>
    share === null
      ? null
      : { text: format.percent(share, 0), step: heatStep(share, { low: 0, high: 1 }) }
  return {
    corner: t('receiptRows.byStore'),
    sideHead: t('coverage.all'),
    columns: shown.map(({ start }) => ({ key: start, head: format.dayAndMonth(start) })),
    rows: stores.map((store) => ({
      key: store.store?.code ?? '',
      name: nameOf(store),
      side: format.percent(store.coverage.receiptsShare ?? 0, 0),
      cells: store.byPeriod
        .slice(-daysShown)
        .map(({ receiptsShare }, place) =>
          shown[place]!.open && receiptsShare === null ? 'open' : cellOf(receiptsShare),
        ),
    })),
    total: {
      key: 'total',
      name: t('coverage.together'),
      side: format.percent(basis.coverage.receiptsShare ?? 0, 0),
      cells: shown.map(({ coverage }) => cellOf(coverage.receiptsShare)),
    },
  }
}

/** Every day of every store, with what the shares are of. */
function useTable({ periods, stores }: Coverage): ChartTable {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const nameOf = useStoreName()
  const percent = (value: number) => format.percent(value, 1)
  const whole = (value: number) => format.number(value)
  return {
    columns: [
      { head: t('receiptRows.byStore') },
      { head: t('coverage.day') },
      { head: t('coverage.known'), format: whole },
      { head: t('receiptRows.receipts'), format: whole },
      { head: t('coverage.ofReceipts'), format: percent },
      { head: t('coverage.ofSales'), format: percent },
    ],
    rows: stores.flatMap((store) =>
      periods.map(({ start }, place) => {
        const one = store.byPeriod[place]!
        return [
          nameOf(store),
          format.date(start),
          one.knownReceipts,
          one.receipts,
          one.receiptsShare,
          one.revenueShare,
        ]
      }),
    ),
  }
}

function useStoreName() {
  const { t } = useTranslation('analytics')
  return ({ store }: Store) => store?.name ?? t('coverage.unsaid')
}
