import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definePartner, listPartners, readPartner } from '#contract/endpoints/partners.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { freeKey } from '../free-key.ts'
import type { Partner } from './partner.ts'
import { useRefusalWords } from './use-partner-words.ts'

type PartnerDialogProps = {
  /** Who is changed; absent: a new one. */
  partner?: Partner
  /** Technical names there are already. */
  taken?: readonly string[]
  onClose: () => void
}

/** A partner as it is added or changed. */
export function PartnerDialog({ partner, taken = [], onClose }: PartnerDialogProps) {
  const { t } = useTranslation('partners')
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState({
    name: partner?.name ?? '',
    contact: partner?.contact ?? '',
    note: partner?.note ?? '',
    active: partner?.active ?? true,
  })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const isNamed = draft.name.trim() !== ''
  const define = useAction(definePartner, {
    changes: [listPartners, readPartner],
    onDone: ({ name }) => {
      toast(partner ? t('form.saved') : t('form.created', { name }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isNamed) return
    const partnerKey = partner?.key ?? freeKey(draft.name, 'partner', taken)
    define.mutate({ params: { partnerKey }, body: { ...draft, name: draft.name.trim() } })
  }
  return (
    <FormDialog
      title={t(partner ? 'form.editTitle' : 'form.addTitle')}
      word={t(partner ? 'form.editDo' : 'form.addDo')}
      busy={define.isPending}
      refusal={define.error && refusalWords(define.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('form.name')}
        maxLength={100}
        value={draft.name}
        error={isTried && !isNamed && t('form.fault.name')}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextInput
        label={t('form.contact')}
        description={t('form.contactHint')}
        maxLength={300}
        value={draft.contact}
        onChange={({ target }) => change({ contact: target.value })}
      />
      <Textarea
        label={t('form.note')}
        description={t('form.noteHint')}
        maxLength={1000}
        autosize
        minRows={2}
        value={draft.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      {partner && (
        <Checkbox
          label={t('form.active')}
          description={t('form.activeHint')}
          checked={draft.active}
          onChange={({ target }) => change({ active: target.checked })}
        />
      )}
    </FormDialog>
  )
}
