import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  readSignInProvider,
  removeSignInProvider,
  setSignInProvider,
} from '#contract/endpoints/sign-in-provider.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { usePlacing } from '../forms/refusal.ts'
import { Loaded } from '../loaded.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import classes from './access.module.css'
import { isRefused, useProof } from './give-proof.tsx'
import { linesOf, rolesOf } from './role-lines.ts'

type Known = WireReply<typeof readSignInProvider>
type Open = 'change' | 'remove' | null

/** Signing in with the accounts a business has elsewhere. */
export function ProviderSettings() {
  const { t } = useTranslation('access')
  const reply = useCall(readSignInProvider, {})
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Section heading={t('provider.heading')}>
      <Loaded reply={reply} shape="rows">
        {(known) => (
          <>
            <p className={forms.hint}>{sentenceOf(known)}</p>
            <div className={`${classes.acts} ${forms.note}`}>
              <Button onClick={() => setOpen('change')}>
                {t(known.provider ? 'provider.change' : 'provider.add')}
              </Button>
              {known.provider && (
                <Button kind="plain" onClick={() => setOpen('remove')}>
                  {t('provider.remove')}
                </Button>
              )}
            </div>
            {open === 'change' && <ChangeProvider known={known} onClose={close} />}
            {open === 'remove' && <RemoveProvider onClose={close} />}
          </>
        )}
      </Loaded>
    </Section>
  )

  function sentenceOf({ provider }: Known) {
    if (!provider) return t('provider.none')
    const { name, issuer, passwordsClosed } = provider
    const words = t('provider.on', { name, issuer })
    return passwordsClosed ? `${words} ${t('provider.closed')}` : words
  }
}

function ChangeProvider({ known, onClose }: { known: Known; onClose: () => void }) {
  const { t } = useTranslation('access')
  const proof = useProof()
  const place = usePlacing()
  const form = useProviderForm(known)
  const action = useAction(setSignInProvider, {
    changes: [readSignInProvider],
    onDone: () => {
      toast(t('provider.done'))
      onClose()
    },
  })
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = (values: typeof form.values) => {
    const { clientSecret, roleClaim, roleLines, ...rest } = values
    const roles = rolesOf(roleLines)
    if (roles === null) return form.setErrors({ roleLines: t('provider.rolesWrong') })
    setRefusal(null)
    const body = {
      ...rest,
      roles,
      roleClaim: roleClaim.trim() || null,
      // An empty field leaves the secret as it is; at first it says that there is none.
      ...(clientSecret !== '' && { clientSecret }),
      ...(clientSecret === '' && !known.provider && { clientSecret: null }),
    }
    action.mutate(
      { body },
      {
        onError: (problem) => {
          if (!isRefused(problem)) return proof.orAsk(problem, () => send(values))
          const placed = place(problem, places)
          form.setErrors(placed.fields)
          setRefusal(placed.rest)
        },
      },
    )
  }
  return (
    <>
      <FormDialog
        title={t('provider.title')}
        word={t('provider.do')}
        busy={action.isPending}
        refusal={refusal}
        onClose={onClose}
        onSubmit={form.onSubmit(send)}
      >
        <p className={forms.text}>{t('provider.tell')}</p>
        <p className={classes.key}>{known.redirectUri}</p>
        <TextInput
          label={t('provider.name')}
          description={t('provider.nameHint')}
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('provider.issuer')}
          type="url"
          maxLength={500}
          {...form.getInputProps('issuer')}
        />
        <TextInput
          label={t('provider.clientId')}
          maxLength={300}
          {...form.getInputProps('clientId')}
        />
        <PasswordField
          label={t('provider.clientSecret')}
          description={known.provider?.hasSecret ? t('provider.secretKept') : undefined}
          autoComplete="off"
          maxLength={2000}
          {...form.getInputProps('clientSecret')}
        />
        <TextInput
          label={t('provider.roleClaim')}
          description={t('provider.roleClaimHint')}
          maxLength={100}
          {...form.getInputProps('roleClaim')}
        />
        {form.values.roleClaim.trim() !== '' && (
          <Textarea
            label={t('provider.roles')}
            description={t('provider.rolesHint')}
            autosize
            minRows={2}
            {...form.getInputProps('roleLines')}
          />
        )}
        <Checkbox
          label={t('provider.close')}
          description={t('provider.closeHint')}
          {...form.getInputProps('passwordsClosed', { type: 'checkbox' })}
        />
      </FormDialog>
      {proof.dialog}
    </>
  )
}

const places = {
  provider_unreachable: 'issuer',
  provider_insecure: 'issuer',
  provider_unproved: 'passwordsClosed',
}

function useProviderForm({ provider }: Known) {
  const { t } = useTranslation('settings')
  return useForm({
    initialValues: {
      name: provider?.name ?? '',
      issuer: provider?.issuer ?? 'https://',
      clientId: provider?.clientId ?? '',
      clientSecret: '',
      roleClaim: provider?.roleClaim ?? '',
      roleLines: linesOf(provider?.roles ?? {}),
      passwordsClosed: provider?.passwordsClosed ?? false,
    },
    validate: {
      name: isNotEmpty(t('fault.missing')),
      issuer: (text) => (URL.canParse(text) ? null : t('fault.missing')),
      clientId: isNotEmpty(t('fault.missing')),
    },
  })
}

function RemoveProvider({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('access')
  const proof = useProof()
  const action = useAction(removeSignInProvider, {
    changes: [readSignInProvider],
    onDone: () => {
      toast(t('provider.removed'))
      onClose()
    },
  })
  const remove = () => action.mutate({}, { onError: (problem) => proof.orAsk(problem, remove) })
  const { isPending, error } = action
  return (
    <>
      <Confirm
        title={t('provider.removeTitle')}
        word={t('provider.remove')}
        action={{ isPending, error: isRefused(error) ? error : null }}
        onConfirm={remove}
        onClose={onClose}
      >
        <p>{t('provider.removeWhat')}</p>
      </Confirm>
      {proof.dialog}
    </>
  )
}
