import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { batchSizeMax, listCardBatches, makeCardBatch } from '#contract/endpoints/card-batches.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useCardRefusal } from './use-card-action.ts'

/** So many fill three sheets of ten, less the six that go wrong. */
const sizeAtFirst = '24'

/** Makes numbers nobody has yet. */
export function MakeCards({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cards')
  const words = useCardRefusal()
  const [size, setSize] = useState(sizeAtFirst)
  const [note, setNote] = useState('')
  const action = useAction(makeCardBatch, {
    changes: [listCardBatches],
    onDone: (made) => {
      toast(t('make.done', { count: made.size }))
      onClose()
    },
  })
  const count = Number(size)
  const isFit = Number.isInteger(count) && count >= 1 && count <= batchSizeMax
  return (
    <FormDialog
      title={t('make.title')}
      word={t('make.do')}
      busy={action.isPending}
      refusal={action.error && words(action.error)}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (isFit) action.mutate({ body: { size: count, note: note.trim() } })
      }}
    >
      <p>{t('make.what')}</p>
      <TextInput
        label={t('make.size')}
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        error={isFit ? null : t('make.sizeFault', { max: batchSizeMax })}
        value={size}
        onChange={({ currentTarget }) => setSize(currentTarget.value.replace(/\D/g, ''))}
      />
      <TextInput
        label={t('make.note')}
        description={t('make.noteHint')}
        maxLength={200}
        autoComplete="off"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </FormDialog>
  )
}
