import {
  exportCohorts,
  exportReceipts,
  exportRetention,
  exportRfm,
  exportValue,
  exportValueCohorts,
  listCohortCustomers,
  listLeavingCustomers,
  listRegulars as listRegularsEndpoint,
  listRetentionCustomers,
  listRfmCustomers,
  readCohorts,
  readCoverage,
  readKnown,
  readOverview,
  readReceipts,
  readReportChoices,
  readRetention,
  readRfm,
  readSetUp as readSetUpEndpoint,
  readToday,
  readValue,
  readValueCohorts,
} from '#contract/endpoints/analytics.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { exportReport } from './export-report.ts'
import { reportChoices } from './report-choices.ts'
import { reportCohorts } from './report-cohorts.ts'
import { reportCoverage } from './report-coverage.ts'
import { reportKnown } from './report-known.ts'
import { listCohort, listLeaving, listRegulars, listRetention } from './report-lists.ts'
import { reportOverview } from './report-overview.ts'
import { reportReceipts } from './report-receipts.ts'
import { reportRetention } from './report-retention.ts'
import { listRfm, reportRfm } from './report-rfm.ts'
import { reportToday } from './report-today.ts'
import { reportValue } from './report-value.ts'
import { reportValueCohorts } from './report-value-cohorts.ts'
import { readSetUp } from './set-up.ts'
import {
  cohortTable,
  receiptsTable,
  retentionTable,
  rfmTable,
  valueCohortTable,
  valueTable,
} from './tables.ts'

export const routes = (context: Context): Route[] => [
  on(readOverview, ({ query, caller }) => reportOverview(context, query, caller.stores)),
  on(readToday, ({ query, caller }) => reportToday(context, query, caller.stores)),
  on(readSetUpEndpoint, () => readSetUp(context.database)),
  on(readKnown, ({ caller }) => reportKnown(context, caller.stores)),
  on(readReportChoices, ({ caller }) => reportChoices(context, caller.stores)),

  on(readRetention, ({ query, caller }) => reportRetention(context, query, caller.stores)),
  on(exportRetention, async ({ query, caller }) => {
    const report = await reportRetention(context, query, caller.stores)
    return exportReport(context, 'retention', report, retentionTable)
  }),
  on(listRetentionCustomers, ({ query, caller }) => listRetention(context, query, caller.stores)),

  on(readCohorts, ({ query, caller }) => reportCohorts(context, query, caller.stores)),
  on(exportCohorts, async ({ query, caller }) => {
    const report = await reportCohorts(context, query, caller.stores)
    return exportReport(context, 'cohorts', report, cohortTable)
  }),
  on(listCohortCustomers, ({ query, caller }) => listCohort(context, query, caller.stores)),

  on(readValue, ({ query, caller }) => reportValue(context, query, caller.stores)),
  on(exportValue, async ({ query, caller }) => {
    const report = await reportValue(context, query, caller.stores)
    return exportReport(context, 'value', report, valueTable)
  }),
  on(readValueCohorts, ({ query, caller }) => reportValueCohorts(context, query, caller.stores)),
  on(exportValueCohorts, async ({ query, caller }) => {
    const report = await reportValueCohorts(context, query, caller.stores)
    return exportReport(context, 'value-cohorts', report, valueCohortTable)
  }),

  on(readRfm, ({ query, caller }) => reportRfm(context, query, caller.stores)),
  on(exportRfm, async ({ query, caller }) => {
    const report = await reportRfm(context, query, caller.stores)
    return exportReport(context, 'rfm', report, rfmTable)
  }),
  on(listRfmCustomers, ({ query, caller }) => listRfm(context, query, caller.stores)),

  on(readCoverage, ({ query, caller }) => reportCoverage(context, query, caller.stores)),
  on(readReceipts, ({ query, caller }) => reportReceipts(context, query, caller.stores)),
  on(exportReceipts, async ({ query, caller }) => {
    const report = await reportReceipts(context, query, caller.stores)
    return exportReport(context, 'receipts', report, receiptsTable)
  }),

  on(listLeavingCustomers, ({ query, caller }) => listLeaving(context, query, caller.stores)),
  on(listRegularsEndpoint, ({ query, caller }) => listRegulars(context, query, caller.stores)),
]
