import type { ComponentProps, ReactNode } from 'react'
import parts from './parts.module.css'

type FieldProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  label: string
  hint?: ReactNode
  onText: (text: string) => void
}

/** A labeled line to write in. */
export function Field({ label, hint, onText, className, ...rest }: FieldProps) {
  return (
    <label className={[parts.field, className].filter(Boolean).join(' ')}>
      {label}
      <input {...rest} onChange={(event) => onText(event.currentTarget.value)} />
      {hint && <small>{hint}</small>}
    </label>
  )
}
