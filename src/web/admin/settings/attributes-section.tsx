import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Attribute,
  deleteAttribute,
  listAttributes,
  updateAttribute,
} from '#contract/endpoints/attributes.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Confirm } from '../forms/confirm.tsx'
import classes from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { AddAttribute } from './add-attribute.tsx'
import { ChangeAttribute } from './change-attribute.tsx'
import { SectionHead } from './section-head.tsx'

export function AttributesSection() {
  const { t } = useTranslation('settings')
  const attributes = useCall(listAttributes, {})
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('attributes.add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="attributes" actions={add} />
      <div className={classes.part}>
        <Loaded reply={attributes} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('attributes.empty')}</StateEmpty>
            ) : (
              <Section heading={t('summary.attributes', { count: items.length })}>
                <AttributeTable attributes={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
      {isAdding && <AddAttribute onClose={() => setAdding(false)} />}
    </>
  )
}

function AttributeTable({ attributes }: { attributes: readonly Attribute[] }) {
  const { t } = useTranslation('settings')
  const [changed, setChanged] = useState<Attribute | null>(null)
  const [deleted, setDeleted] = useState<Attribute | null>(null)
  const update = useUpdate()
  const marks = useMarks()
  const acts = useActsColumn<Attribute>((attribute) => (
    <>
      <Button kind="word" onClick={() => setChanged(attribute)}>
        {t('action.change')}
      </Button>
      {attribute.place > 1 && (
        <Button
          kind="word"
          aria-label={t('attributes.upOf', { label: attribute.label })}
          onClick={() => update(attribute, { place: attribute.place - 1 })}
        >
          {t('attributes.up')}
        </Button>
      )}
      <Button kind="word" onClick={() => update(attribute, { archived: !attribute.archived })}>
        {attribute.archived ? t('attributes.restore') : t('attributes.archive')}
      </Button>
      <Button kind="word" onClick={() => setDeleted(attribute)}>
        {t('action.delete')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('attributes.list')}
        rows={attributes}
        rowKey={({ name }) => name}
        name={{
          head: t('attributes.label'),
          cell: ({ label }) => <span className={classes.anywhere}>{label}</span>,
        }}
        columns={[
          {
            key: 'type',
            head: t('attributes.type'),
            phone: 'main',
            cell: ({ type }) => t(`attributes.types.${type}`),
          },
          {
            key: 'choices',
            head: t('attributes.choices'),
            phone: 'detail',
            cell: ({ choices }) => <span className={classes.anywhere}>{choices.join(', ')}</span>,
          },
          {
            key: 'marks',
            head: t('attributes.marks'),
            phone: 'detail',
            cell: (attribute) => marks(attribute),
          },
          {
            key: 'name',
            head: t('attributes.name'),
            cell: ({ name }) => <span className={classes.muted}>{name}</span>,
          },
          acts,
        ]}
      />
      {changed && <ChangeAttribute attribute={changed} onClose={() => setChanged(null)} />}
      {deleted && <DeleteAttribute attribute={deleted} onClose={() => setDeleted(null)} />}
    </>
  )
}

function useUpdate() {
  const { t } = useTranslation('settings')
  const action = useAction(updateAttribute, { changes: [listAttributes] })
  return ({ name, label }: Attribute, body: { place?: number; archived?: boolean }) =>
    action.mutate(
      { params: { name }, body },
      {
        onSuccess: ({ archived }) => {
          if (body.archived === undefined) return
          toast(t(archived ? 'attributes.archived' : 'attributes.restored', { label }))
        },
      },
    )
}

function useMarks() {
  const { t } = useTranslation('settings')
  return ({ required, personal, archived }: Attribute) =>
    [
      required && t('attributes.isRequired'),
      personal && t('attributes.isPersonal'),
      archived && t('attributes.isArchived'),
    ]
      .filter(Boolean)
      .join(', ')
}

type DeleteAttributeProps = { attribute: Attribute; onClose: () => void }

function DeleteAttribute({ attribute: { name, label }, onClose }: DeleteAttributeProps) {
  const { t } = useTranslation('settings')
  const action = useAction(deleteAttribute, {
    changes: [listAttributes],
    onDone: () => {
      toast(t('attributes.deleted', { label }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('attributes.deleteTitle', { label })}
      word={t('attributes.deleteDo')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { name } })}
    >
      <p>{t('attributes.deleteWhat')}</p>
    </Confirm>
  )
}
