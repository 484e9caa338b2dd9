import type { ReactNode } from 'react'
import { Segmented } from '../../design/segmented.tsx'
import classes from './forms.module.css'

type ChoiceFieldProps<Value extends string> = {
  label: string
  hint?: ReactNode
  value: Value
  options: readonly { value: Value; word: string }[]
  onChange: (value: Value) => void
}

/** One of a few as a field: its name above, what it does below. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, ...choice } = props
  return (
    <div>
      <p className={classes.label} aria-hidden="true">
        {label}
      </p>
      <Segmented label={label} {...choice} />
      {hint && <p className={`${classes.hint} ${classes.below}`}>{hint}</p>}
    </div>
  )
}
