import { TextInput, type TextInputProps } from '@mantine/core'
import words from '../../design/words.module.css'
import classes from './unit-field.module.css'

type UnitFieldProps = Omit<TextInputProps, 'label' | 'rightSection' | 'value'> & {
  label: string
  /** What is counted: `€`, `Tage`, `Stempel`. */
  unit: string
  value: string
  /** Told as soon as what is typed is no such number; `read` gives null for it. */
  fault?: string
  /** Where the row around it says what it is. */
  isLabelUnseen?: boolean
  read?: (text: string) => unknown
}

const hintBelow = ['label', 'input', 'description', 'error'] as const

/** A number as people type it, with what it counts behind it. */
export function UnitField({
  label,
  unit,
  fault,
  read,
  error,
  isLabelUnseen,
  ...props
}: UnitFieldProps) {
  const isFaulty = read !== undefined && props.value.trim() !== '' && read(props.value) === null
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      inputWrapperOrder={[...hintBelow]}
      {...props}
      {...(isLabelUnseen
        ? { 'aria-label': label }
        : {
            label: (
              <>
                {label}
                <span className={words.unseen}>, {unit}</span>
              </>
            ),
          })}
      error={error || (isFaulty && fault)}
      {...(unit !== '' && {
        rightSection: (
          <span aria-hidden="true" className={classes.unit}>
            {unit}
          </span>
        ),
        rightSectionWidth: `min(50%, calc(${unit.length}ch + 24px))`,
        rightSectionPointerEvents: 'none' as const,
      })}
    />
  )
}
