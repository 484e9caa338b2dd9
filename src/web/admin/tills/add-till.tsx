import { Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { listTills, registerTill } from '#contract/endpoints/tills.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusalWords } from './use-refusal-words.ts'

const ways = ['receipt', 'typed'] as const
type Way = (typeof ways)[number]

/** One receipt is enough: it says who signed it. Who has none at hand types it. */
export function AddTill({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('tills')
  const refusalWords = useRefusalWords()
  const stores = (useCall(listStores, {}).data?.items ?? []).filter(
    ({ archivedAt }) => archivedAt === null,
  )
  const [way, setWay] = useState<Way>('receipt')
  const [draft, setDraft] = useState({ name: '', store: '', receipt: '', serial: '', key: '' })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const register = useAction(registerTill, {
    changes: [listTills],
    onDone: ({ name }) => {
      toast(t('form.done', { name }))
      onClose()
    },
  })
  const store = draft.store || (stores.length === 1 ? stores[0]!.code : '')
  const name = draft.name.trim()
  const said =
    way === 'receipt'
      ? { receipt: draft.receipt.trim() }
      : { serial: draft.serial.trim(), publicKey: draft.key.trim() }
  const isMissing = (text: string | undefined) => isTried && text === '' && t('form.missing')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ([name, store, ...Object.values(said)].includes('')) return
    register.mutate({ body: { name, store, ...said } })
  }
  return (
    <FormDialog
      title={t('form.title')}
      word={t('form.do')}
      busy={register.isPending}
      refusal={register.error && refusalWords(register.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('form.name')}
        description={t('form.nameHint')}
        maxLength={100}
        value={draft.name}
        error={isMissing(name)}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Select
        label={t('form.store')}
        data={stores.map(({ code, name }) => ({ value: code, label: name }))}
        value={store || null}
        error={isMissing(store)}
        onChange={(code) => change({ store: code ?? '' })}
      />
      <Segmented
        label={t('form.way')}
        value={way}
        options={ways.map((value) => ({ value, word: t(`form.ways.${value}`) }))}
        onChange={setWay}
      />
      {way === 'receipt' ? (
        <Textarea
          label={t('form.receipt')}
          description={t('form.receiptHint')}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          spellCheck={false}
          value={draft.receipt}
          error={isMissing(said.receipt)}
          onChange={({ target }) => change({ receipt: target.value })}
        />
      ) : (
        <>
          <TextInput
            label={t('form.serial')}
            description={t('form.serialHint')}
            maxLength={70}
            spellCheck={false}
            value={draft.serial}
            error={isMissing(said.serial)}
            onChange={({ target }) => change({ serial: target.value })}
          />
          <TextInput
            label={t('form.key')}
            description={t('form.keyHint')}
            maxLength={200}
            spellCheck={false}
            value={draft.key}
            error={isMissing(said.publicKey)}
            onChange={({ target }) => change({ key: target.value })}
          />
        </>
      )}
    </FormDialog>
  )
}
