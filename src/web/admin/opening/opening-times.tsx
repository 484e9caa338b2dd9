import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listStores } from '#contract/endpoints/business.ts'
import { listOpeningHours } from '#contract/endpoints/opening-hours.ts'
import { dateText } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Section } from '../../design/section.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { useSession } from '../session.ts'
import { ClosuresDialog } from './closures-dialog.tsx'
import { HoursDialog } from './hours-dialog.tsx'
import type { NamedOpening } from './named-opening.ts'
import classes from './opening.module.css'
import { useOpeningWords } from './opening-words.ts'

type Store = WireReply<typeof listStores>['items'][number]

/** When each store is open, and on which days it is closed. */
export function OpeningTimes({ stores }: { stores: readonly Store[] }) {
  const { t } = useTranslation('opening')
  const openings = useCall(listOpeningHours, {})
  const nameOf = (storeId: string) => stores.find(({ id }) => id === storeId)?.name ?? ''
  return (
    <Section heading={t('heading')} note={t('note')}>
      <Loaded reply={openings} shape="rows">
        {({ items }) => (
          <OpeningTable
            openings={items.map((opening) => ({ ...opening, name: nameOf(opening.storeId) }))}
          />
        )}
      </Loaded>
    </Section>
  )
}

function OpeningTable({ openings }: { openings: readonly NamedOpening[] }) {
  const { t } = useTranslation('opening')
  const words = useOpeningWords()
  const { timeZone } = useSession().business
  const today = dateText(zoneNamed(timeZone).dayOf(new Date()))
  const [asked, ask] = useState<{ what: 'hours' | 'closures'; opening: NamedOpening } | null>(null)
  const Dialog = asked?.what === 'closures' ? ClosuresDialog : HoursDialog
  const acts = useActsColumn<NamedOpening>((opening) => (
    <>
      <Button kind="word" className={classes.act} onClick={() => ask({ what: 'hours', opening })}>
        {t('changeHours')}
      </Button>
      <Button
        kind="word"
        className={classes.act}
        onClick={() => ask({ what: 'closures', opening })}
      >
        {t('changeClosures')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('heading')}
        rows={openings}
        rowKey={({ storeId }) => storeId}
        name={{
          head: t('store'),
          cell: ({ name }) => <span className={forms.anywhere}>{name}</span>,
        }}
        columns={[
          {
            ...{ key: 'hours', head: t('hours'), phone: 'detail' },
            cell: ({ hours }) => (
              <span className={hours === null ? forms.muted : undefined}>{words.week(hours)}</span>
            ),
          },
          {
            ...{ key: 'closures', head: t('closures'), phone: 'detail' },
            cell: ({ closures }) => (
              <span className={forms.anywhere}>{words.closures(closures, today)}</span>
            ),
          },
          acts,
        ]}
      />
      {asked && <Dialog opening={asked.opening} onClose={() => ask(null)} />}
    </>
  )
}
