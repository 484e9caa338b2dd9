import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import parts from './parts.module.css'

type CodeFieldProps = { value: string; onText: (text: string) => void }

/** The code out of a mail; a phone offers it by itself. */
export function CodeField(props: CodeFieldProps) {
  const { t } = useTranslation('portal')
  return (
    <Field
      {...props}
      className={parts.codeField}
      label={t('signIn.code')}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      maxLength={40}
    />
  )
}
