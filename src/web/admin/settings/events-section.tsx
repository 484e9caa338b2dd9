import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listEventTypes, removeEventType } from '#contract/endpoints/event-types.ts'
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
import { DefineEvent } from './define-event.tsx'
import type { EventType } from './event-type.ts'
import { SectionHead } from './section-head.tsx'

export function EventsSection() {
  const { t } = useTranslation('settings')
  const types = useCall(listEventTypes, {})
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('events.add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="events" actions={add} />
      <div className={classes.part}>
        <Loaded reply={types} shape="rows">
          {({ items }) => (
            <>
              {items.length === 0 ? (
                <StateEmpty>{t('events.empty')}</StateEmpty>
              ) : (
                <Section heading={t('summary.events', { count: items.length })}>
                  <EventTable types={items} />
                </Section>
              )}
              {isAdding && (
                <DefineEvent
                  taken={items.map(({ name }) => name)}
                  onClose={() => setAdding(false)}
                />
              )}
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

function EventTable({ types }: { types: readonly EventType[] }) {
  const { t } = useTranslation('settings')
  const [changed, setChanged] = useState<EventType | null>(null)
  const [deleted, setDeleted] = useState<EventType | null>(null)
  const propertiesOf = usePropertyWords()
  const acts = useActsColumn<EventType>((type) => (
    <>
      <Button kind="word" onClick={() => setChanged(type)}>
        {t('action.change')}
      </Button>
      <Button kind="word" onClick={() => setDeleted(type)}>
        {t('action.delete')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('events.list')}
        rows={types}
        rowKey={({ name }) => name}
        name={{
          head: t('events.label'),
          cell: ({ label }) => <span className={classes.anywhere}>{label}</span>,
        }}
        columns={[
          {
            key: 'properties',
            head: t('events.properties'),
            phone: 'detail',
            cell: (type) => <span className={classes.anywhere}>{propertiesOf(type)}</span>,
          },
          {
            key: 'name',
            head: t('events.name'),
            cell: ({ name }) => <span className={classes.muted}>{name}</span>,
          },
          acts,
        ]}
      />
      {changed && <DefineEvent type={changed} taken={[]} onClose={() => setChanged(null)} />}
      {deleted && <DeleteEvent type={deleted} onClose={() => setDeleted(null)} />}
    </>
  )
}

function usePropertyWords() {
  const { t } = useTranslation('settings')
  return ({ properties }: EventType) => {
    const words = Object.entries(properties).map(([name, { required }]) =>
      required ? t('events.propertyRequiredShort', { name }) : name,
    )
    return words.length === 0 ? t('events.propertiesNone') : words.join(', ')
  }
}

function DeleteEvent({ type, onClose }: { type: EventType; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const { name, label } = type
  const action = useAction(removeEventType, {
    changes: [listEventTypes],
    onDone: () => {
      toast(t('events.deleted', { label }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('events.deleteTitle', { label })}
      word={t('events.deleteDo')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { name } })}
    >
      <p>{t('events.deleteWhat')}</p>
    </Confirm>
  )
}
