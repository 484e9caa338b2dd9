import type { ReactNode } from 'react'
import { DropImport } from './drop-import.tsx'

type DropPurchasesProps = { label?: ReactNode; hint?: ReactNode; isMain?: boolean }

/** Takes a file of purchases. */
export const DropPurchases = (props: DropPurchasesProps) => (
  <DropImport kind="purchases" {...props} />
)
