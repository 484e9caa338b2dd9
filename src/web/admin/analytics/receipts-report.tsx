import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { exportReceipts, readReceipts } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { BarsWithUsual } from '../../design/charts/bars-with-usual.tsx'
import { HourHeat } from '../../design/charts/hour-heat.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { TaskList } from '../../design/task-list.tsx'
import { AmidRecount } from '../amid-recount.tsx'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { ReceiptRows } from './average-receipts.tsx'
import { CoverageByDay } from './coverage-by-day.tsx'
import { NothingYet } from './nothing-yet.tsx'
import classes from './receipts-report.module.css'
import { ReportAge } from './report-age.tsx'
import { ReportFoot } from './report-foot.tsx'

type Receipts = WireReply<typeof readReceipts>

/** Receipts by store and hour, the average receipt, what sells, and how receipts get a name. */
export function ReceiptsReport() {
  const receipts = useCall(readReceipts, {})
  const { t } = useTranslation('analytics')
  return (
    <Loaded reply={receipts} shape="page">
      {(loaded) =>
        loaded.receipts === 0 ? (
          <NothingYet sentence={t('receipts.empty')} />
        ) : (
          <Report receipts={loaded} />
        )
      }
    </Loaded>
  )
}

function Report({ receipts }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  const { basis, byStore, nextSteps } = receipts
  const stores = byStore.filter(({ key }) => key !== '')
  return (
    <Stack>
      {basis.recount && <AmidRecount of={basis.recount.of} />}
      <ReceiptsSentence receipts={receipts} />
      {nextSteps.length > 0 ? (
        <Columns asideWidth={308} aside={<NextSteps receipts={receipts} />}>
          <WhenReceipts receipts={receipts} />
        </Columns>
      ) : (
        <WhenReceipts receipts={receipts} />
      )}
      {stores.length > 0 && (
        <Section heading={t('receipts.stores')} note={t('receiptRows.note')}>
          <ReceiptRows
            label={t('receipts.stores')}
            head={t('receiptRows.byStore')}
            rows={byStore}
            grouping="byStore"
          />
        </Section>
      )}
      <CoverageByDay />
      <Articles receipts={receipts} />
      <ReportFoot basis={basis} of={exportReceipts} />
      <ReportAge basis={basis} />
    </Stack>
  )
}

function ReceiptsSentence({ receipts }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { basis, averageReceipt } = receipts
  const isAnonymous = basis.coverage.knownReceipts === 0
  const known = t('receipts.known', {
    count: Math.round((basis.coverage.receiptsShare ?? 0) * 100),
  })
  return (
    <Sentence
      lead={t('receipts.lead', {
        count: receipts.receipts,
        date: format.date(basis.from),
        average: averageReceipt ? format.money(averageReceipt) : '–',
      })}
    >
      {isAnonymous ? t('receipts.anonymous') : known}
    </Sentence>
  )
}

/** By weekday and hour; where receipts name no time of day, by weekday. */
function WhenReceipts({ receipts }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { byHour, byWeekday } = receipts
  const busiest = byWeekday.reduce((best, day) => (day.receipts > best.receipts ? day : best))
  const title = t('receipts.busiest', { weekday: format.weekday(dateOf(busiest.weekday)) })
  if (byHour === null) {
    return (
      <BarsWithUsual
        look="section"
        title={title}
        measured={t('receipts.byWeekday')}
        finding={title}
        note={t('receipts.noHours')}
        bars={byWeekday.map(({ weekday, receipts: count }) => ({
          label: format.weekdayShort(dateOf(weekday)),
          value: count,
          isInFocus: weekday === busiest.weekday,
        }))}
        format={(count) => format.number(count)}
      />
    )
  }
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    Array.from(
      { length: 24 },
      (_, hour) =>
        byHour.find((one) => one.weekday === weekday && one.hour === hour)?.receipts ?? 0,
    ),
  )
  return (
    <HourHeat
      look="section"
      title={title}
      measured={t('receipts.byHour')}
      finding={title}
      days={days}
    />
  )
}

/** 1 January 2024 was a Monday. */
const dateOf = (weekday: number) => `2024-01-0${weekday}`

/** From receipts to customers: what can be done, the quickest first. */
function NextSteps({ receipts: { nextSteps } }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  return (
    <Section heading={t('receipts.steps.heading')}>
      <TaskList
        tasks={nextSteps.map((step) => ({
          key: step,
          text: (
            <>
              <b>{t(`receipts.steps.${step}.title`)}</b> {t(`receipts.steps.${step}.text`)}
            </>
          ),
          action: <StepLink step={step} />,
        }))}
      />
      <p className={classes.main}>
        <Link to="/imports" className={buttonClass('main')}>
          {t('receipts.steps.main')}
        </Link>
      </p>
    </Section>
  )
}

function StepLink({ step }: { step: Receipts['nextSteps'][number] }) {
  const { t } = useTranslation('analytics')
  const may = useMay()
  switch (step) {
    case 'connect_till':
      return <Link to="/settings">{t('receipts.steps.connect_till.action')}</Link>
    case 'hand_out_cards':
      return may('program:begin') ? (
        <Link to="/start">{t('receipts.steps.hand_out_cards.action')}</Link>
      ) : null
    case 'name_customers_in_file':
      return null
  }
}

function Articles({ receipts }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { topArticles } = receipts
  if (topArticles.length === 0) return null
  return (
    <Section heading={t('receipts.articles')} note={t('receipts.articlesNote')}>
      <DataTable
        label={t('receipts.articles')}
        rows={topArticles}
        rowKey={({ sku, name }) => `${sku} ${name}`}
        density="dense"
        name={{
          head: t('receipts.article'),
          cell: ({ name, sku }) => name ?? sku ?? '',
        }}
        columns={[
          {
            key: 'category',
            head: t('receipts.category'),
            cell: ({ category }) => category ?? '–',
          },
          {
            key: 'quantity',
            head: t('receipts.quantity'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('receipts.quantity'),
            cell: ({ quantity }) => format.number(quantity, Number.isInteger(quantity) ? 0 : 2),
          },
          {
            key: 'receipts',
            head: t('receiptRows.receipts'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('receiptRows.receipts'),
            cell: ({ receipts: count }) => format.number(count),
          },
          {
            key: 'sales',
            head: t('receiptRows.sales'),
            kind: 'number',
            phone: 'main',
            cell: ({ sales }) => format.moneyRounded(sales),
          },
        ]}
      />
    </Section>
  )
}
