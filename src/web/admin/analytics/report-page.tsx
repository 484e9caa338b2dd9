import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../page.tsx'
import { addressOf, chosenFilters } from './address.ts'
import classes from './report-page.module.css'

const reports = ['retention', 'cohorts', 'value', 'rfm', 'receipts'] as const
export type ReportName = (typeof reports)[number]

/** The frame of every report: where one is, and the way to the others with the same filters. */
export function ReportPage({ report, children }: { report: ReportName; children: ReactNode }) {
  const { t } = useTranslation('analytics')
  return (
    <Page title={t(`${report}.title`)} crumbs={[<Reports key="reports" />]}>
      {children}
    </Page>
  )
}

function Reports() {
  const { t } = useTranslation('analytics')
  return (
    <span className={classes.reports}>
      <span className={classes.place}>{t('title')} /</span>
      {reports.map((name) => (
        <Link
          key={name}
          to={`/analytics/${name}`}
          search={(old: Record<string, unknown>) => chosenFilters(addressOf(old))}
          className={classes.report}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(`${name}.title`)}
        </Link>
      ))}
    </span>
  )
}
