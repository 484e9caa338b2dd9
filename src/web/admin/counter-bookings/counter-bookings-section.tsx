import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { listCashiers } from '#contract/endpoints/cashiers.ts'
import { listCounterBookings } from '#contract/endpoints/pos-bookings.ts'
import { useCall, usePages } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import forms from '../forms/forms.module.css'
import { Paged } from '../paged.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { BookingTable } from './booking-table.tsx'
import { ConspicuousBookings } from './conspicuous-bookings.tsx'
import classes from './counter-bookings.module.css'
import { OpenReturns } from './open-returns.tsx'
import { TillComparison } from './till-comparison.tsx'

type Question = { store: string | null; day: string; bookedBy: string | null }

/** What was booked beside the tills: looked at, canceled, moved to whom it belongs to. */
export function CounterBookingsSection() {
  const { t } = useTranslation('counter')
  const [question, ask] = useState<Question>({ store: null, day: '', bookedBy: null })
  const pages = usePages(listCounterBookings, { query: queryOf(question) })
  return (
    <>
      <SectionHead name="bookings" />
      <Filter question={question} onChange={ask} />
      <div className={forms.part}>
        <Section heading={t('bookings.list')}>
          <Paged pages={pages} empty={t('bookings.empty')}>
            {(bookings) => <BookingTable bookings={bookings} />}
          </Paged>
        </Section>
      </div>
      <div className={forms.part}>
        <ConspicuousBookings store={question.store} />
      </div>
      <div className={forms.part}>
        <TillComparison store={question.store} />
      </div>
      <div className={forms.part}>
        <OpenReturns store={question.store} />
      </div>
    </>
  )
}

const queryOf = ({ store, day, bookedBy }: Question) => ({
  ...(store && { store }),
  ...(day && { from: day, until: day }),
  ...(bookedBy && { bookedBy }),
})

type FilterProps = { question: Question; onChange: (question: Question) => void }

function Filter({ question, onChange }: FilterProps) {
  const { t } = useTranslation('counter')
  const stores = useCall(listStores, {}).data?.items ?? []
  const team = useCall(listCashiers, {}).data?.items ?? []
  return (
    <search className={classes.filter} aria-label={t('bookings.filter')}>
      <Select
        label={t('bookings.store')}
        placeholder={t('bookings.everyStore')}
        data={stores.map(({ code, name }) => ({ value: code, label: name }))}
        value={question.store}
        onChange={(store) => onChange({ ...question, store })}
        clearable
      />
      <TextInput
        type="date"
        label={t('bookings.day')}
        value={question.day}
        onChange={({ currentTarget }) => onChange({ ...question, day: currentTarget.value })}
      />
      <Select
        label={t('bookings.by')}
        placeholder={t('bookings.everybody')}
        data={team.map(({ id, name }) => ({ value: id, label: name }))}
        value={question.bookedBy}
        onChange={(bookedBy) => onChange({ ...question, bookedBy })}
        clearable
      />
    </search>
  )
}
