import { NativeSelect, NumberInput, PasswordInput, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type MailSettings,
  mailSecurities,
  readMailSettings,
  updateMailSettings,
} from '#contract/endpoints/portal-settings.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'

/** By which server codes go out; without one they stay in the outbox. */
export function MailServer() {
  const { t } = useTranslation('portal-office')
  const reply = useCall(readMailSettings, {})
  return (
    <div className={forms.part}>
      <Section heading={t('mail.heading')}>
        <Loaded reply={reply} shape="rows">
          {(known) => <Known known={known} />}
        </Loaded>
      </Section>
    </div>
  )
}

function Known({ known }: { known: MailSettings }) {
  const { t } = useTranslation('portal-office')
  const [isOpen, open] = useState(false)
  const end = useAction(updateMailSettings, {
    changes: [readMailSettings],
    onDone: () => toast(t('mail.ended')),
  })
  const { from, server } = known
  return (
    <>
      <p className={forms.text}>
        {t(`mail.from.${from}`, { host: server?.host ?? '', address: server?.fromAddress ?? '' })}
      </p>
      {from !== 'environment' && (
        <p className={forms.text}>
          <Button kind="word" onClick={() => open(true)}>
            {t(server === null ? 'mail.add' : 'mail.change')}
          </Button>
          {server !== null && (
            <Button
              kind="word"
              busy={end.isPending}
              onClick={() => end.mutate({ body: { server: null } })}
            >
              {t('mail.end')}
            </Button>
          )}
        </p>
      )}
      {isOpen && <Change server={server} onClose={() => open(false)} />}
    </>
  )
}

type ChangeProps = { server: MailSettings['server']; onClose: () => void }

function Change({ server, onClose }: ChangeProps) {
  const { t } = useTranslation(['portal-office', 'settings', 'frame'])
  const missing = isNotEmpty(t('settings:fault.missing'))
  const form = useForm({
    initialValues: {
      host: server?.host ?? '',
      port: server?.port ?? 465,
      security: server?.security ?? ('tls' as const),
      user: server?.user ?? '',
      password: '',
      fromAddress: server?.fromAddress ?? '',
      fromName: server?.fromName ?? '',
    },
    validate: { host: missing, fromAddress: missing },
  })
  const { send, busy, refusal } = useSending(updateMailSettings, {
    changes: [readMailSettings],
    form,
    onDone: () => {
      toast(t('mail.saved'))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('mail.heading')}
      word={t('mail.save')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ password, user, fromName, ...said }) =>
        send({
          body: {
            server: {
              ...said,
              user: user || null,
              fromName: fromName || null,
              ...(password !== '' && { password }),
            },
          },
        }),
      )}
    >
      <TextInput
        label={t('mail.host')}
        maxLength={255}
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('host')}
      />
      <NumberInput label={t('mail.port')} min={1} max={65_535} {...form.getInputProps('port')} />
      <NativeSelect
        label={t('mail.security')}
        data={mailSecurities.map((value) => ({ value, label: t(`mail.securities.${value}`) }))}
        {...form.getInputProps('security')}
      />
      <TextInput
        label={t('mail.user')}
        maxLength={255}
        autoComplete="off"
        {...form.getInputProps('user')}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ 'aria-label': t('frame:showTyped') }}
        label={t('mail.password')}
        description={server?.passwordSaid ? t('mail.passwordKept') : undefined}
        maxLength={500}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <TextInput
        label={t('mail.fromAddress')}
        type="email"
        maxLength={254}
        {...form.getInputProps('fromAddress')}
      />
      <TextInput
        label={t('mail.fromName')}
        description={t('mail.fromNameHint')}
        maxLength={200}
        {...form.getInputProps('fromName')}
      />
    </FormDialog>
  )
}
