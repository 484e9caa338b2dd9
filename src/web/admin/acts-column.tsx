import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../design/data-table.tsx'
import words from '../design/words.module.css'
import classes from './acts-column.module.css'

/** The last column of a list: what can be done with this row, in plain accent words. */
export function useActsColumn<Row>(acts: (row: Row) => ReactNode): Column<Row> {
  const { t } = useTranslation('settings')
  return {
    key: 'acts',
    head: <span className={words.unseen}>{t('action.columnActions')}</span>,
    kind: 'number',
    phone: 'detail',
    cell: (row) => <span className={classes.acts}>{acts(row)}</span>,
  }
}
