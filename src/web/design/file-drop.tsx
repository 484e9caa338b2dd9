import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './file-drop.module.css'
import { useFormat } from './provider.tsx'
import { Refusal } from './refusal.tsx'

type FileDropProps = {
  /** What belongs here, such as "Eine Datei Ihrer Verkäufe". */
  label: ReactNode
  hint?: ReactNode
  /** Endings with their dot: `['.csv', '.txt']`. All, unless said. */
  endings?: readonly string[]
  bytesMax?: number
  onFile: (file: File) => void
  disabled?: boolean
  /** Choosing a file is what this page is for. */
  isMain?: boolean
}

/** Takes one file, dropped or chosen, and says why where it cannot. */
export function FileDrop(props: FileDropProps) {
  const { label, hint, endings, bytesMax, onFile, disabled = false, isMain = false } = props
  const { t } = useTranslation('frame')
  const format = useFormat()
  const field = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  const take = (file: File | undefined) => {
    if (file === undefined || disabled) return
    const name = file.name
    if (endings && !endings.some((ending) => name.toLowerCase().endsWith(ending))) {
      setRefusal(t('file.wrongKind', { name, kinds: format.list(endings) }))
    } else if (bytesMax !== undefined && file.size > bytesMax) {
      setRefusal(t('file.tooLarge', { name, limit: format.bytes(bytesMax) }))
    } else {
      setRefusal(null)
      onFile(file)
    }
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is extra; the button does the same
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className={classes.label}>{label}</p>
      <p className={classes.or}>
        {isOver ? t('file.release') : `${t('file.drop')} ${t('file.or')}`}
      </p>
      <Button
        kind={isMain ? 'main' : 'outlined'}
        disabled={disabled}
        onClick={() => field.current?.click()}
      >
        {t('file.choose')}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept={endings?.join(',')}
        onChange={(event) => {
          take(event.target.files?.[0])
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      {hint && <p className={classes.hint}>{hint}</p>}
      <Refusal>{refusal}</Refusal>
    </div>
  )
}
