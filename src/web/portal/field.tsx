import { type ComponentProps, type ReactNode, useId } from 'react'
import parts from './parts.module.css'

type FieldProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  label: string
  hint?: ReactNode
  onText: (text: string) => void
}

/** A labeled line to write in. */
export function Field({ label, hint, onText, className, ...rest }: FieldProps) {
  const hintId = useId()
  return (
    <div className={[parts.field, className].filter(Boolean).join(' ')}>
      <label className={parts.field}>
        {label}
        <input
          {...rest}
          {...(hint && { 'aria-describedby': hintId })}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </label>
      {hint && <small id={hintId}>{hint}</small>}
    </div>
  )
}
