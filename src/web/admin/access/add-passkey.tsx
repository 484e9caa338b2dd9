import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { addPasskey, beginPasskey, readSecondFactor } from '#contract/endpoints/second-factor.ts'
import { call, Problem } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusal } from '../forms/refusal.ts'
import { useProof } from './give-proof.tsx'
import { makePasskey, PasskeyStopped } from './passkeys.ts'
import type { OnCodes } from './recovery-codes.tsx'

type Added = WireReply<typeof addPasskey>

type AddPasskeyProps = {
  onCodes: OnCodes
  onClose: () => void
}

/** A name for it; the rest is between the person and their device. */
export function AddPasskey({ onCodes, onClose }: AddPasskeyProps) {
  const { t } = useTranslation('access')
  const refusal = useRefusal()
  const proof = useProof()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: isNotEmpty(t('passkey.nameMissing')) },
  })
  const action = useMutation<Added, Error, string>({
    mutationFn: async (name) => {
      const credential = await makePasskey(await call(beginPasskey, {}))
      return await call(addPasskey, { body: { name, credential } })
    },
    onSuccess: async ({ passkey, recoveryCodes }) => {
      await queries.invalidateQueries({ queryKey: [readSecondFactor.path] })
      toast(t('passkey.added', { name: passkey.name }))
      onCodes(recoveryCodes)
      onClose()
    },
  })
  const begin = (name: string) =>
    action.mutate(name, {
      onError: (error) => {
        if (error instanceof Problem) proof.orAsk(error, () => begin(name))
      },
    })
  const wordsOf = (error: Error): string | null => {
    if (error instanceof PasskeyStopped) return t('passkey.stopped')
    if (!(error instanceof Problem)) throw error
    return error.code === 'confirmation_needed' ? null : refusal(error)
  }
  return (
    <>
      <FormDialog
        title={t('passkey.addTitle')}
        word={t('passkey.addDo')}
        busy={action.isPending}
        refusal={action.error && wordsOf(action.error)}
        onClose={onClose}
        onSubmit={form.onSubmit(({ name }) => begin(name))}
      >
        <TextInput
          label={t('passkey.name')}
          description={t('passkey.nameHint')}
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
      </FormDialog>
      {proof.dialog}
    </>
  )
}
