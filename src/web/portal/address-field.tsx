import { Field } from './field.tsx'

type AddressFieldProps = { label: string; value: string; onText: (text: string) => void }

/** An e-mail address of one's own. */
export const AddressField = (props: AddressFieldProps) => (
  <Field {...props} type="email" autoComplete="email" required maxLength={254} />
)
