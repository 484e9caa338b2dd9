import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './page-head.module.css'
import { useFormat } from './provider.tsx'

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
      {onSearch && <SearchField onSearch={onSearch} />}
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

function SearchField({ onSearch }: { onSearch: (text: string) => void }) {
  const { t } = useTranslation('frame')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', reach)
    return () => window.removeEventListener('keydown', reach)
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = field.current?.value.trim() ?? ''
    if (text !== '') onSearch(text)
  }
  return (
    <search className={classes.search}>
      <form onSubmit={submit} className={classes.find}>
        <input
          ref={field}
          type="search"
          name="search"
          autoComplete="off"
          aria-label={t('search.label')}
          aria-keyshortcuts="Control+K"
          placeholder={t('search.label')}
        />
        <span className={`${classes.key} ${classes.atRest}`}>{t('search.key')}</span>
        <span className={`${classes.key} ${classes.atWork}`}>{t('search.enter')}</span>
      </form>
    </search>
  )
}
