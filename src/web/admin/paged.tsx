import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { StateEmpty } from '../design/state-empty.tsx'
import { Loaded } from './loaded.tsx'
import classes from './paged.module.css'

type PagedProps<Row> = {
  pages: UseInfiniteQueryResult<Row[], Problem>
  /** What is said while there is not one row. */
  empty: ReactNode
  children: (rows: Row[]) => ReactNode
}

/** Rows page after page, and the way to the next one. */
export function Paged<Row>({ pages, empty, children }: PagedProps<Row>) {
  const { t } = useTranslation('frame')
  return (
    <Loaded reply={pages} shape="rows">
      {(rows) =>
        rows.length === 0 ? (
          <StateEmpty>{empty}</StateEmpty>
        ) : (
          <>
            {children(rows)}
            {pages.hasNextPage && (
              <p className={classes.more}>
                <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  {t('action.more')}
                </Button>
              </p>
            )}
          </>
        )
      }
    </Loaded>
  )
}
