import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  type beginAuthenticator,
  confirmAuthenticator,
  readSecondFactor,
} from '#contract/endpoints/second-factor.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import classes from './access.module.css'
import { QrCode } from './qr-code.tsx'
import type { OnCodes } from './recovery-codes.tsx'

type SetUpAppProps = {
  begun: WireReply<typeof beginAuthenticator>
  onCodes: OnCodes
  onClose: () => void
}

/** A picture for the app, and a first code from it. */
export function SetUpApp({ begun, onCodes, onClose }: SetUpAppProps) {
  const { t } = useTranslation('access')
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: isNotEmpty(t('second.codeMissing')) },
  })
  const { send, busy, refusal } = useSending(confirmAuthenticator, {
    changes: [readSecondFactor],
    form,
    onDone: ({ recoveryCodes }) => {
      toast(t('own.appDone'))
      onCodes(recoveryCodes)
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('setUpApp.title')}
      word={t('setUpApp.do')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ body }))}
    >
      <p className={forms.text}>{t('setUpApp.scan')}</p>
      <QrCode content={begun.uri} label={t('setUpApp.picture')} />
      <div>
        <p className={forms.hint}>{t('setUpApp.type')}</p>
        <p className={classes.key}>{begun.secret.replaceAll(/.{4}(?=.)/g, '$& ')}</p>
      </div>
      <TextInput
        label={t('setUpApp.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        {...form.getInputProps('code')}
      />
    </FormDialog>
  )
}
