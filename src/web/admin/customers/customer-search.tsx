import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './customers-page.module.css'

type CustomerSearchProps = { search: string; onChange: (search: string) => void }

const pauseMillis = 250

/** Asks when the hand rests; Ctrl K reaches it as it reaches the search of every other page. */
export function CustomerSearch({ search, onChange }: CustomerSearchProps) {
  const { t } = useTranslation(['customers', 'frame'])
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
        aria-label={t('list.searchLabel')}
        aria-keyshortcuts="Control+K"
        placeholder={t('list.search')}
        autoComplete="off"
        maxLength={200}
        value={text}
        rightSection={<span className={classes.key}>{t('frame:search.key')}</span>}
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
