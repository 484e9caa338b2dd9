import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readWalletSettings, setAppleIssuer } from '#contract/endpoints/wallet.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import { PasswordField } from '../sign-in/password-field.tsx'
import { FileField } from './file-field.tsx'
import { readPem } from './read-pem.ts'
import { Steps } from './steps.tsx'

type Props = { known: WireReply<typeof readWalletSettings>['apple']; onClose: () => void }

/** Nothing of what is kept sealed is shown again: whoever changes something gives it anew. */
export function AppleDialog({ known, onClose }: Props) {
  const { t } = useTranslation('wallet-office')
  const form = useAppleForm(known)
  const { send, busy, refusal } = useSending(setAppleIssuer, {
    changes: [readWalletSettings],
    form,
    onDone: () => {
      toast(t('apple.saved'))
      onClose()
    },
  })
  const steps = [t('apple.steps.pass'), t('apple.steps.key'), t('apple.steps.issuer')]
  return (
    <FormDialog
      title={t('apple.title')}
      word={t('save')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ keyPassword, ...said }) =>
        send({ body: { ...said, ...(keyPassword !== '' && { keyPassword }) } }),
      )}
    >
      <Steps steps={steps} />
      <TextInput
        label={t('apple.passType')}
        description={t('apple.passTypeHint')}
        maxLength={200}
        spellCheck={false}
        autoCapitalize="none"
        {...form.getInputProps('passType')}
      />
      <TextInput
        label={t('apple.team')}
        description={t('apple.teamHint')}
        maxLength={20}
        spellCheck={false}
        {...form.getInputProps('team')}
      />
      <FileField
        label={t('apple.certificate')}
        hint={t('apple.certificateHint')}
        endings={certificates}
        read={readPem}
        field={form.getInputProps('certificate')}
      />
      <FileField
        label={t('apple.key')}
        hint={t('apple.keyHint')}
        endings={['.pem', '.key']}
        read={readText}
        field={form.getInputProps('key')}
      />
      <PasswordField
        label={t('apple.keyPassword')}
        description={t('apple.keyPasswordHint')}
        autoComplete="off"
        maxLength={200}
        {...form.getInputProps('keyPassword')}
      />
      <FileField
        label={t('apple.issuedBy')}
        hint={t('apple.issuedByHint')}
        endings={certificates}
        read={readPem}
        field={form.getInputProps('issuedBy')}
      />
    </FormDialog>
  )
}

const certificates = ['.cer', '.pem', '.crt']
const readText = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function useAppleForm(known: Props['known']) {
  const { t } = useTranslation(['wallet-office', 'settings'])
  const missing = isNotEmpty(t('settings:fault.missing'))
  return useForm({
    initialValues: {
      ...{ passType: known?.passType ?? 'pass.', team: known?.team ?? '' },
      ...{ certificate: '', key: '', keyPassword: '', issuedBy: '' },
    },
    validate: {
      passType: (text) => (/^pass\../.test(text.trim()) ? null : t('apple.passTypeWrong')),
      ...{ team: missing, certificate: missing, key: missing, issuedBy: missing },
    },
  })
}
