import { type KeyboardEvent, useState } from 'react'
import classes from './editable-word.module.css'
import { SentenceWord } from './sentence-word.tsx'

type EditableWordProps = {
  /** What this word decides, for those who hear it. */
  label: string
  value: string
  /** How the value reads within the sentence, where that differs. */
  shown?: string
  /** The value that holds until the change is made; shown beside when it differs. */
  was?: string
  kind?: 'text' | 'number' | 'date'
  /** What is left empty is kept too: it then means that there is none. */
  mayBeEmpty?: boolean
  /** A fixed choice instead of free text. */
  options?: readonly { value: string; word: string }[]
  onChange: (value: string) => void
}

/** A word of a sentence that can be changed in place. Enter keeps, Escape leaves. */
export function EditableWord(props: EditableWordProps) {
  const { label, value, shown, was, kind = 'text', options, onChange } = props
  const { mayBeEmpty = false } = props
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null) {
    return (
      <SentenceWord aria-label={`${label}: ${shown ?? value}`} onClick={() => setDraft(value)}>
        {shown ?? value}
      </SentenceWord>
    )
  }
  const keep = () => {
    setDraft(null)
    if ((mayBeEmpty || draft.trim() !== '') && draft !== value) onChange(draft)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // Keeps the word; a form around it is sent by its own button.
      event.preventDefault()
      keep()
    }
    if (event.key === 'Escape') setDraft(null)
  }
  const shared = {
    className: classes.field,
    'aria-label': label,
    value: draft,
    autoFocus: true,
    onKeyDown,
    onBlur: keep,
  }
  return (
    <>
      {options ? (
        <select
          {...shared}
          onChange={(event) => {
            onChange(event.target.value)
            setDraft(null)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          size={Math.max(kind === 'date' ? 10 : 2, draft.length)}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
      {was !== undefined && was !== draft && <small className={classes.was}> {was}</small>}
    </>
  )
}
