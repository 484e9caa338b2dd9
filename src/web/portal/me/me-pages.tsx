import { ConsentsPage } from './consents-page.tsx'
import { DataPage } from './data-page.tsx'
import { DevicesPage } from './devices-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { LeavePage } from './leave-page.tsx'
import { MePage } from './me-page.tsx'
import { ReceiptPage } from './receipt-page.tsx'

/** The third tab and what lies behind it. */
export function MePages({ path }: { path: string }) {
  switch (path) {
    case '/me/history':
      return <HistoryPage />
    case '/me/receipt':
      return <ReceiptPage />
    case '/me/data':
      return <DataPage />
    case '/me/consents':
      return <ConsentsPage />
    case '/me/devices':
      return <DevicesPage />
    case '/me/leave':
      return <LeavePage />
    default:
      return <MePage />
  }
}
