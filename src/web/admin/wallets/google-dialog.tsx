import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readWalletSettings, setGoogleIssuer } from '#contract/endpoints/wallet.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import { FileField } from './file-field.tsx'
import { readKeyFile } from './read-key-file.ts'
import { Steps } from './steps.tsx'

type Props = { known: WireReply<typeof readWalletSettings>['google']; onClose: () => void }

/** The account stands in its key file, so that nobody types it. */
export function GoogleDialog({ known, onClose }: Props) {
  const { t } = useTranslation('wallet-office')
  const form = useForm({
    initialValues: { issuer: known?.issuer ?? '', keyFile: '' },
    validate: {
      issuer: (text) => (/^\d+$/.test(text.trim()) ? null : t('google.issuerWrong')),
      keyFile: (text) => (readKeyFile(text) ? null : t('google.keyFileWrong')),
    },
  })
  const { send, busy, refusal } = useSending(setGoogleIssuer, {
    changes: [readWalletSettings],
    form,
    // What is wrong in the file is told beside it.
    places: { wallet_key_faulty: 'keyFile', body_malformed: 'keyFile' },
    onDone: () => {
      toast(t('google.saved'))
      onClose()
    },
  })
  const steps = [t('google.steps.issuer'), t('google.steps.account'), t('google.steps.key')]
  return (
    <FormDialog
      title={t('google.title')}
      word={t('save')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ issuer, keyFile }) => {
        const read = readKeyFile(keyFile)
        if (read) send({ body: { issuer, ...read } })
      })}
    >
      <Steps steps={steps} />
      <TextInput
        label={t('google.issuer')}
        description={t('google.issuerHint')}
        inputMode="numeric"
        maxLength={40}
        {...form.getInputProps('issuer')}
      />
      <FileField
        label={t('google.keyFile')}
        hint={t('google.keyFileHint')}
        endings={['.json']}
        read={(bytes) => new TextDecoder().decode(bytes)}
        field={form.getInputProps('keyFile')}
      />
    </FormDialog>
  )
}
