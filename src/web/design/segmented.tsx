import { useId } from 'react'
import classes from './segmented.module.css'

type SegmentedProps<Value extends string> = {
  /** What is being chosen, for those who hear it. */
  label: string
  value: Value
  options: readonly { value: Value; word: string }[]
  onChange: (value: Value) => void
  /** `words` sets the choice in plain words with the chosen one underlined. */
  look?: 'joined' | 'words'
}

/** One of a few, all in sight. Arrow keys move, as in every group of radios. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange, look = 'joined' } = props
  const name = useId()
  return (
    <fieldset className={look === 'joined' ? classes.joined : classes.words} aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.word}</span>
        </label>
      ))}
    </fieldset>
  )
}
