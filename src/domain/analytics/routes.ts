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
import { readAside, reportAside } from './read-aside.ts'
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
  on(readSetUpEndpoint, () => readSetUp(context.database)),
  on(readReportChoices, ({ caller }) => reportChoices(context, caller.stores)),
  ...reports(context),
  ...files(context),
  ...lists(context),
]

const reports = (here: Context): Route[] => [
  on(readOverview, ({ query, caller }) =>
    reportAside(here, (context) => reportOverview(context, query, caller.stores)),
  ),
  on(readToday, ({ query, caller }) =>
    readAside(here, (context) => reportToday(context, query, caller.stores)),
  ),
  on(readKnown, ({ caller }) => readAside(here, (context) => reportKnown(context, caller.stores))),
  on(readRetention, ({ query, caller }) =>
    reportAside(here, (context) => reportRetention(context, query, caller.stores)),
  ),
  on(readCohorts, ({ query, caller }) =>
    reportAside(here, (context) => reportCohorts(context, query, caller.stores)),
  ),
  on(readValue, ({ query, caller }) =>
    reportAside(here, (context) => reportValue(context, query, caller.stores)),
  ),
  on(readValueCohorts, ({ query, caller }) =>
    reportAside(here, (context) => reportValueCohorts(context, query, caller.stores)),
  ),
  on(readRfm, ({ query, caller }) =>
    reportAside(here, (context) => reportRfm(context, query, caller.stores)),
  ),
  on(readCoverage, ({ query, caller }) =>
    reportAside(here, (context) => reportCoverage(context, query, caller.stores)),
  ),
  on(readReceipts, ({ query, caller }) =>
    reportAside(here, (context) => reportReceipts(context, query, caller.stores)),
  ),
]

const files = (here: Context): Route[] => [
  on(exportRetention, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportRetention(context, query, caller.stores)
      return exportReport(context, 'retention', report, retentionTable)
    }),
  ),
  on(exportCohorts, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportCohorts(context, query, caller.stores)
      return exportReport(context, 'cohorts', report, cohortTable)
    }),
  ),
  on(exportValue, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportValue(context, query, caller.stores)
      return exportReport(context, 'value', report, valueTable)
    }),
  ),
  on(exportValueCohorts, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportValueCohorts(context, query, caller.stores)
      return exportReport(context, 'value-cohorts', report, valueCohortTable)
    }),
  ),
  on(exportRfm, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportRfm(context, query, caller.stores)
      return exportReport(context, 'rfm', report, rfmTable)
    }),
  ),
  on(exportReceipts, ({ query, caller }) =>
    readAside(here, async (context) => {
      const report = await reportReceipts(context, query, caller.stores)
      return exportReport(context, 'receipts', report, receiptsTable)
    }),
  ),
]

const lists = (here: Context): Route[] => [
  on(listRetentionCustomers, ({ query, caller }) =>
    readAside(here, (context) => listRetention(context, query, caller.stores)),
  ),
  on(listCohortCustomers, ({ query, caller }) =>
    readAside(here, (context) => listCohort(context, query, caller.stores)),
  ),
  on(listRfmCustomers, ({ query, caller }) =>
    readAside(here, (context) => listRfm(context, query, caller.stores)),
  ),
  on(listLeavingCustomers, ({ query, caller }) =>
    readAside(here, (context) => listLeaving(context, query, caller.stores)),
  ),
  on(listRegularsEndpoint, ({ query, caller }) =>
    readAside(here, (context) => listRegulars(context, query, caller.stores)),
  ),
]
