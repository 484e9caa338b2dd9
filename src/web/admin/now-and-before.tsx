import type { ReactNode } from 'react'
import { Section } from '../design/section.tsx'
import { StateEmpty } from '../design/state-empty.tsx'

type NowAndBeforeProps<Row> = {
  now: { heading: string; rows: readonly Row[]; empty: string; warning?: ReactNode }
  before: { heading: string; rows: readonly Row[] }
  table: (label: string, rows: readonly Row[]) => ReactNode
}

/** What is in use, and below it what no longer is, where there is any. */
export function NowAndBefore<Row>({ now, before, table }: NowAndBeforeProps<Row>) {
  return (
    <>
      <Section heading={now.heading}>
        {now.warning}
        {now.rows.length === 0 ? (
          <StateEmpty>{now.empty}</StateEmpty>
        ) : (
          table(now.heading, now.rows)
        )}
      </Section>
      {before.rows.length > 0 && (
        <Section heading={before.heading}>{table(before.heading, before.rows)}</Section>
      )}
    </>
  )
}
