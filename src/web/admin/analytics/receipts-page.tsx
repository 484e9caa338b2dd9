import { ReceiptsReport } from './receipts-report.tsx'
import { ReportPage } from './report-page.tsx'

/** What receipts alone tell, with or without customers. */
export function ReceiptsPage() {
  return (
    <ReportPage report="receipts">
      <ReceiptsReport />
    </ReportPage>
  )
}
