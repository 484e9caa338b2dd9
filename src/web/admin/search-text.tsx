import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './customers/customers-page.module.css'

type SearchTextProps = {
  search: string
  /** For those who hear it, and in the empty field. */
  label: string
  hint: string
  onChange: (search: string) => void
}

const pauseMillis = 250

/** Asks when the hand rests; Ctrl K reaches it as it reaches the search of every other page. */
export function SearchText({ search, label, hint, onChange }: SearchTextProps) {
  const { t } = useTranslation('frame')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search)
  const ask = useDebouncedCallback(onChange, pauseMillis)
  // The address may change from outside, as by going back.
  const [lastSearch, setLastSearch] = useState(search)
  if (search !== lastSearch) {
    setLastSearch(search)
    if (search !== text.trim()) setText(search)
  }
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.select()
    }
    window.addEventListener('keydown', reach)
    return () => window.removeEventListener('keydown', reach)
  }, [])
  return (
    <search className={classes.search}>
      <TextInput
        ref={field}
        type="search"
        aria-label={label}
        aria-keyshortcuts="Control+K"
        placeholder={hint}
        autoComplete="off"
        maxLength={200}
        value={text}
        rightSection={<span className={classes.key}>{t('search.key')}</span>}
        rightSectionWidth={64}
        rightSectionPointerEvents="none"
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          ask(value.trim())
        }}
      />
    </search>
  )
}
