import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import { useGuest } from './guest.ts'
import parts from './parts.module.css'

type CodeFieldProps = { value: string; onText: (text: string) => void }

/** The code out of a mail; a phone offers it by itself. */
export function CodeField(props: CodeFieldProps) {
  const { t } = useTranslation('portal')
  const { portal } = useGuest()
  return (
    <Field
      {...props}
      className={parts.codeField}
      label={t(portal.mails ? 'signIn.code' : 'signIn.shopCode')}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      maxLength={40}
    />
  )
}
