import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './page-head.module.css'
import { useFormat } from './provider.tsx'
import { SearchField } from './search-field.tsx'

type PageHeadProps = {
  /** The way to this page, its own name last. Without one, the head shows the date. */
  crumbs?: readonly ReactNode[]
  onSearch?: (text: string) => void
}

/** The line above a page: where you are, and the search that Ctrl K reaches from everywhere. */
export function PageHead({ crumbs, onSearch }: PageHeadProps) {
  const { t } = useTranslation('frame')
  return (
    <div className={classes.bar}>
      {crumbs ? (
        <nav aria-label={t('breadcrumb')}>
          <ol className={classes.crumbs}>
            {crumbs.map((crumb, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a crumb is its place
              <li key={place}>{crumb}</li>
            ))}
          </ol>
        </nav>
      ) : (
        <Today />
      )}
      {onSearch && (
        <div className={classes.search}>
          <SearchField onSearch={onSearch} hasKey />
        </div>
      )}
    </div>
  )
}

function Today() {
  const format = useFormat()
  const now = new Date()
  return (
    <time dateTime={now.toISOString()}>
      {format.dateLong(now)}, {format.time(now)}
    </time>
  )
}
