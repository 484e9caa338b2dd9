import type { analyticsCoverage as de } from '../de/analytics-coverage.ts'
import type { Same } from '../same.ts'

export const analyticsCoverage: Same<typeof de> = {
  title: 'How many receipts have a name',
  measured: 'Coverage by store and day, in percent of receipts',
  finding: '{{share}} of receipts have a name.',
  note: '{{known}} of {{count, number}} receipts since {{from}}. An empty field means that no receipt came that day.',
  all: 'all days',
  together: 'Together',
  day: 'Day',
  known: 'with a name',
  ofReceipts: 'Share of receipts',
  ofSales: 'Share of sales',
  unsaid: 'No store said',
}
