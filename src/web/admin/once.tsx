import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Section } from '../design/section.tsx'
import { announce } from '../design/toast.tsx'
import classes from './once.module.css'

type OnceProps = {
  heading: string
  /** Why it must be taken now. */
  what: string
  label: string
  secret: string
  /** Named as what the person has done. */
  doneWord: string
  onDone: () => void
}

/** Something shown this once; it stays on the page until the person says that it is safe. */
export function Once({ heading, what, label, secret, doneWord, onDone }: OnceProps) {
  const { t } = useTranslation('settings')
  const field = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState<string | null>(null)
  const copy = async () => {
    const isCopied = await copyText(secret, field.current)
    const words = isCopied ? t('action.copied') : t('action.copyByHand')
    setSaid(words)
    announce(words)
  }
  return (
    <div className={classes.once}>
      <Section heading={heading}>
        <p className={classes.what}>{what}</p>
        <div className={classes.line}>
          <TextInput
            ref={field}
            className={classes.field}
            aria-label={label}
            value={secret}
            readOnly
            spellCheck={false}
            onFocus={(event) => event.target.select()}
          />
          <Button kind="main" onClick={copy}>
            {t('action.copy')}
          </Button>
          <Button kind="plain" onClick={onDone}>
            {doneWord}
          </Button>
        </div>
        <p className={classes.said}>{said}</p>
      </Section>
    </div>
  )
}

/** Over plain HTTP browsers give no clipboard; the text is then at least selected. */
async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  field?.select()
  if (navigator.clipboard === undefined) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
