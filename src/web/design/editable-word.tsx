import { type KeyboardEvent, useRef, useState } from 'react'
import { aroundNumber } from './around-number.ts'
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
  /** What a number counts, where `shown` does not say it beside the number. */
  unit?: string | Around
  /** What is left empty is kept too: it then means that there is none. */
  mayBeEmpty?: boolean
  /** A fixed choice instead of free text. */
  options?: readonly { value: string; word: string }[]
  onChange: (value: string) => void
}

/** A word of a sentence that can be changed in place. Enter keeps, Escape leaves; then the word has the focus again. */
export function EditableWord(props: EditableWordProps) {
  const { label, value, shown, was, kind = 'text', options, onChange } = props
  const { mayBeEmpty = false } = props
  const [draft, setDraft] = useState<string | null>(null)
  const wasLeftByKey = useRef(false)
  if (draft === null) {
    return (
      <SentenceWord
        ref={(word) => {
          if (wasLeftByKey.current) word?.focus()
          wasLeftByKey.current = false
        }}
        aria-label={`${label}: ${shown ?? value}`}
        onClick={() => setDraft(value)}
      >
        {shown ?? value}
      </SentenceWord>
    )
  }
  const keep = () => {
    setDraft(null)
    if ((mayBeEmpty || draft.trim() !== '') && draft !== value) onChange(draft)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    wasLeftByKey.current = event.key === 'Enter' || event.key === 'Escape'
    if (event.key === 'Enter') {
      // Keeps the word; a form around it is sent by its own button.
      event.preventDefault()
      keep()
    }
    if (event.key === 'Escape') setDraft(null)
  }
  const around = (kind === 'number' && aroundNumber(shown ?? '', value)) || unitOnly(props.unit)
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
      <span className={isShort(around) ? classes.together : undefined}>
        {around.before}
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
        {around.after}
      </span>
      {was !== undefined && was !== draft && <small className={classes.was}> {was}</small>}
    </>
  )
}

type Around = { before: string; after: string }

function unitOnly(unit: string | Around = ''): Around {
  if (typeof unit !== 'string') return unit
  return { before: '', after: unit === '' || unit.startsWith('-') ? unit : `\u00a0${unit}` }
}

const togetherMax = 16

/** Then the unit stays on the line of its number. */
const isShort = ({ before, after }: Around) => before.length + after.length <= togetherMax
