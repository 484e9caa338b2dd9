import type { InputWrapperProps } from '@mantine/core'

/** Of two fields side by side one may have a hint: below, it keeps the fields on one line. */
export const hintBelow = {
  inputWrapperOrder: ['label', 'input', 'error', 'description'],
} satisfies Pick<InputWrapperProps, 'inputWrapperOrder'>
