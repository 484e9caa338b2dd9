import { type FormEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './search-field.module.css'

type SearchFieldProps = {
  onSearch: (text: string) => void
  /** Ctrl K reaches it from everywhere on the page. */
  hasKey?: boolean
}

/** Finds customers from wherever one is. */
export function SearchField({ onSearch, hasKey = false }: SearchFieldProps) {
  const { t } = useTranslation('frame')
  const field = useRef<HTMLInputElement>(null)
  useReachedByKey(field, hasKey)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = field.current?.value.trim() ?? ''
    if (text !== '') onSearch(text)
  }
  return (
    <search>
      <form onSubmit={submit} className={classes.find}>
        <input
          ref={field}
          type="search"
          name="search"
          autoComplete="off"
          enterKeyHint="search"
          aria-label={t('search.label')}
          {...(hasKey && { 'aria-keyshortcuts': 'Control+K' })}
          placeholder={t('search.label')}
        />
        {hasKey && <span className={`${classes.key} ${classes.atRest}`}>{t('search.key')}</span>}
        <span className={`${classes.key} ${classes.atWork}`}>{t('search.enter')}</span>
      </form>
    </search>
  )
}

function useReachedByKey(field: RefObject<HTMLInputElement | null>, hasKey: boolean) {
  useEffect(() => {
    if (!hasKey) return
    const reach = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', reach)
    return () => window.removeEventListener('keydown', reach)
  }, [field, hasKey])
}
