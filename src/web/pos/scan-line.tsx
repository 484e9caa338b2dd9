import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './scan-line.module.css'

type ScanLineProps = {
  field: RefObject<HTMLInputElement | null>
  isServing: boolean
  typed: string
  onType: (text: string) => void
  onSubmit: () => void
  onEscape: () => void
  onCamera: () => void
}

/** Where scanners type: always ready. */
export function ScanLine({ field, isServing, typed, ...on }: ScanLineProps) {
  const { t } = useTranslation('pos')
  return (
    <form
      className={classes.scan}
      onSubmit={(event) => {
        event.preventDefault()
        on.onSubmit()
      }}
    >
      <input
        ref={field}
        value={typed}
        aria-label={t('scan')}
        placeholder={t(isServing ? 'next' : 'scan')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
        onChange={(event) => on.onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') on.onEscape()
        }}
      />
      <button type="button" onClick={on.onCamera}>
        {t('camera.open')}
      </button>
    </form>
  )
}
