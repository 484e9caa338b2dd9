import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { type ChartTable, ChartTableView } from './charts/chart-table.tsx'
import classes from './how-counted.module.css'

/** What stands behind a figure: said in words, with its formula only here. */
export type Explanation = {
  definition: ReactNode
  period?: ReactNode
  /** Until when the sources know. */
  asOf?: ReactNode
  /** Numerator and denominator, n. */
  counted?: ReactNode
  open?: ReactNode
  /** The numbers of the figure's picture. */
  table?: ChartTable
  /** Where its rows can be seen. */
  rows?: ReactNode
}

/** "So gerechnet": the way from a figure to its definition, period and rows. */
export function HowCounted({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('frame')
  const { definition, period, asOf, counted, open, table, rows } = explanation
  const lines: [string, ReactNode][] = [
    [t('figure.definition'), definition],
    [t('figure.period'), period],
    [t('figure.asOf'), asOf],
    [t('figure.counted'), counted],
    [t('figure.open'), open],
  ]
  return (
    <Popover position="bottom-end" width="min(400px, calc(100vw - 40px))" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="word">{t('figure.how')}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('figure.how')}>
        <dl className={classes.list}>
          {lines
            .filter(([, text]) => text !== undefined)
            .map(([word, text]) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{text}</dd>
              </div>
            ))}
        </dl>
        {table && (
          <div className={classes.table}>
            <ChartTableView table={table} />
          </div>
        )}
        {rows && <div className={classes.rows}>{rows}</div>}
      </Popover.Dropdown>
    </Popover>
  )
}
