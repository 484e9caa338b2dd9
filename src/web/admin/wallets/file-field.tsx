import { Textarea } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import classes from './wallets.module.css'

const bytesMax = 20_000

type Props = {
  label: string
  hint: string
  /** Endings with their dot, for the file dialog. */
  endings: readonly string[]
  read: (bytes: Uint8Array) => string
  /** Of the form it stands in. */
  field: { value?: string; error?: ReactNode; onChange?: (text: string) => void }
}

/** What comes in a file: chosen, or pasted. */
export function FileField({ label, hint, endings, read, field }: Props) {
  const { t } = useTranslation('wallet-office')
  const chosen = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    // What is longer is none of these, and is refused as what it is not.
    if (file) field.onChange?.(read(new Uint8Array(await file.slice(0, bytesMax).arrayBuffer())))
  }
  return (
    <div>
      <Textarea
        label={label}
        description={hint}
        rows={3}
        maxLength={bytesMax}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.file }}
        {...field}
        onChange={(event) => field.onChange?.(event.target.value)}
      />
      <Button
        kind="word"
        className={classes.choose}
        aria-label={t('chooseFor', { label })}
        onClick={() => chosen.current?.click()}
      >
        {t('choose')}
      </Button>
      <input
        ref={chosen}
        type="file"
        hidden
        accept={endings.join(',')}
        onChange={async (event) => {
          const { target } = event
          await take(target.files?.[0])
          target.value = ''
        }}
      />
    </div>
  )
}
