import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countCustomers, type Tag } from '#contract/endpoints/customers.ts'
import { deleteTag, listTags, renameTag } from '#contract/endpoints/tags.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from './section-head.tsx'

export function TagsSection() {
  const { t } = useTranslation('settings')
  const tags = useCall(listTags, {})
  return (
    <>
      <SectionHead name="tags" />
      <div className={classes.part}>
        <Loaded reply={tags} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty
                action={
                  <Link to="/customers" className={buttonClass('outlined')}>
                    {t('tags.emptyAction')}
                  </Link>
                }
              >
                {t('tags.empty')}
              </StateEmpty>
            ) : (
              <Section heading={t('summary.tags', { count: items.length })}>
                <TagTable tags={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
    </>
  )
}

function TagTable({ tags }: { tags: readonly Tag[] }) {
  const { t } = useTranslation('settings')
  const [renamed, setRenamed] = useState<Tag | null>(null)
  const [deleted, setDeleted] = useState<Tag | null>(null)
  const acts = useActsColumn<Tag>((tag) => (
    <>
      <Link to="/customers" search={{ tag: tag.name }}>
        {t('tags.show')}
      </Link>
      <Button kind="word" onClick={() => setRenamed(tag)}>
        {t('action.rename')}
      </Button>
      <Button kind="word" onClick={() => setDeleted(tag)}>
        {t('action.delete')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('tags.list')}
        rows={tags}
        rowKey={({ number }) => String(number)}
        name={{
          head: t('tags.name'),
          cell: ({ name }) => <span className={classes.anywhere}>{name}</span>,
        }}
        columns={[acts]}
      />
      {renamed && <RenameTag tag={renamed} onClose={() => setRenamed(null)} />}
      {deleted && <DeleteTag tag={deleted} onClose={() => setDeleted(null)} />}
    </>
  )
}

type OneTagProps = { tag: Tag; onClose: () => void }

function RenameTag({ tag, onClose }: OneTagProps) {
  const { t } = useTranslation('settings')
  const form = useForm({
    initialValues: { name: tag.name },
    validate: { name: isNotEmpty(t('fault.missing')) },
  })
  const { send, busy, refusal } = useSending(renameTag, {
    changes: [listTags],
    form,
    places: { tag_exists: 'name' },
    onDone: ({ name }) => {
      toast(t('tags.renamed', { name }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('tags.renameTitle', { name: tag.name })}
      word={t('tags.renameDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ params: { tagNumber: tag.number }, body }))}
    >
      <TextInput
        label={t('tags.name')}
        maxLength={64}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

function DeleteTag({ tag: { number, name }, onClose }: OneTagProps) {
  const { t } = useTranslation('settings')
  const bearers = useBearers(name)
  const action = useAction(deleteTag, {
    changes: [listTags],
    onDone: () => {
      toast(t('tags.deleted', { name }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('tags.deleteTitle', { name })}
      word={t('tags.deleteDo')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { tagNumber: number } })}
    >
      <p>{bearers}</p>
    </Confirm>
  )
}

/** How many lose it. */
function useBearers(tag: string): string {
  const { t } = useTranslation('settings')
  const { data } = useCall(countCustomers, { query: { kind: 'any', tag } })
  if (data === undefined || data.estimated) return t('tags.deleteUnknown')
  return data.count === 0 ? t('tags.deleteNobody') : t('tags.deleteWhat', { count: data.count })
}
