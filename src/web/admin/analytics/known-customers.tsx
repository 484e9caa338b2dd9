import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Stack } from '../../design/layout.tsx'
import { AmidRecount } from '../amid-recount.tsx'
import { type Address, hasFilters } from './address.ts'
import { NothingYet } from './nothing-yet.tsx'
import { ReceiptsReport } from './receipts-report.tsx'
import { ReportAge } from './report-age.tsx'
import type { Basis } from './retention.ts'
import { VisitsLeftOut } from './visits-left-out.tsx'

type KnownCustomersProps = {
  basis: Basis | undefined
  address?: Address
  children: ReactNode
}

/** A report over customers, or what can be said while nobody is known by name. */
export function KnownCustomers({ basis, address, children }: KnownCustomersProps) {
  const { t } = useTranslation('analytics')
  if (!basis || basis.customers > 0 || (address && hasFilters(address))) {
    if (!basis || (basis.recount === null && basis.ageSeconds === null)) return children
    return (
      <Stack>
        {basis.recount && <AmidRecount of={basis.recount.of} />}
        {children}
        <ReportAge basis={basis} />
      </Stack>
    )
  }
  if (basis.visitsLeftOut) return <VisitsLeftOut />
  if (basis.asOf !== null) return <ReceiptsReport />
  return <NothingYet sentence={t('empty.sentence')} />
}
