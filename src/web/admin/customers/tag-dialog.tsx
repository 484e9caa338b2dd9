import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countCustomers, listCustomers, tagCustomers } from '#contract/endpoints/customers.ts'
import { listTags } from '#contract/endpoints/tags.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import classes from './customers-page.module.css'
import { filterOf, type Question } from './question.ts'
import type { Selection } from './selection.ts'

type TagDialogProps = {
  isOpen: boolean
  selection: Selection
  question: Question
  /** How many it will be, in words. */
  meant: string
  onClose: () => void
  onDone: () => void
}

type Mode = 'give' | 'take'

/** Gives a tag to many, or takes it from them; how many is said before. */
export function TagDialog({ isOpen, selection, question, meant, onClose, onDone }: TagDialogProps) {
  const { t } = useTranslation('customers')
  const known = useCall(listTags, {}).data?.items ?? []
  const [mode, setMode] = useState<Mode>('give')
  const [text, setText] = useState('')
  const name = text.trim()
  const tagging = useAction(tagCustomers, {
    changes: [listCustomers, countCustomers, listTags],
    onDone: ({ added, removed }) => {
      toast(
        mode === 'give'
          ? t('tagging.gave', { name, count: added })
          : t('tagging.took', { name, count: removed }),
      )
      setText('')
      onDone()
    },
  })
  const confirm = () =>
    tagging.mutate({
      body: {
        customers:
          selection.kind === 'all' ? { filter: filterOf(question) } : { ids: [...selection.ids] },
        ...(mode === 'give' ? { add: [name] } : { remove: [name] }),
      },
    })
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('tagging.title')}
      actions={
        <Button kind="main" disabled={name === ''} busy={tagging.isPending} onClick={confirm}>
          {mode === 'give'
            ? t('tagging.confirmGive', { name })
            : t('tagging.confirmTake', { name })}
        </Button>
      }
    >
      <div className={classes.choice}>
        <p>{t('tagging.meant', { all: meant })}</p>
        <Segmented<Mode>
          label={t('tagging.mode')}
          value={mode}
          options={[
            { value: 'give', word: t('tagging.give') },
            { value: 'take', word: t('tagging.take') },
          ]}
          onChange={setMode}
        />
        <Autocomplete
          className={classes.wide ?? ''}
          label={t('tagging.name')}
          description={mode === 'give' ? t('tagging.nameHint') : undefined}
          data={[...new Set(known.map((tag) => tag.name))]}
          maxLength={64}
          value={text}
          onChange={setText}
        />
        {tagging.error && <Refusal>{t('tagging.failed')}</Refusal>}
      </div>
    </Dialog>
  )
}
