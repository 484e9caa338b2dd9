import { Textarea } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerPage, readTimeline } from '#contract/endpoints/customer-page.ts'
import { recordEvents } from '#contract/endpoints/events.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { newExternalId } from '../new-external-id.ts'
import classes from './customer-page.module.css'
import type { PageReply } from './head-words.ts'

type CustomerNotesProps = {
  page: PageReply
  mayWrite: boolean
  field: RefObject<HTMLTextAreaElement | null>
}

const notesShown = 5

/** What the team wrote down about somebody. */
export function CustomerNotes({ page: { customer, notes }, mayWrite, field }: CustomerNotesProps) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  if (!mayWrite && notes.length === 0) return null
  return (
    <Section heading={t('page.notes.heading')}>
      {mayWrite && <NewNote customerId={customer.id} field={field} />}
      <ul className={classes.notes}>
        {notes.slice(0, notesShown).map(({ eventId, occurredAt, text }) => (
          <li key={eventId}>
            <p>{text}</p>
            <time dateTime={occurredAt}>{format.date(occurredAt)}</time>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function NewNote({
  customerId,
  field,
}: {
  customerId: string
  field: CustomerNotesProps['field']
}) {
  const { t } = useTranslation('customers')
  const [text, setText] = useState('')
  const record = useAction(recordEvents, {
    changes: [readCustomerPage, readTimeline],
    onDone: ({ accepted }) => {
      if (accepted === 0) return
      setText('')
      toast(t('page.notes.saved'))
    },
  })
  const isRefused = record.error !== null || record.data?.refused === 1
  return (
    <form
      className={classes.note}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '')
          record.mutate({ body: { events: [noteOf(customerId, text.trim())] } })
      }}
    >
      <Textarea
        ref={field}
        label={t('page.notes.field')}
        description={t('page.notes.hint')}
        placeholder={t('page.notes.place')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={text}
        error={isRefused && t('page.notes.failed')}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Button type="submit" busy={record.isPending}>
          {t('page.notes.save')}
        </Button>
      )}
    </form>
  )
}

const noteOf = (customerId: string, text: string) => ({
  type: 'note' as const,
  source: 'office',
  externalId: newExternalId(),
  occurredAt: new Date().toISOString(),
  customer: { id: customerId },
  text,
})
