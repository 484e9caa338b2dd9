import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { listCashiers } from '#contract/endpoints/cashiers.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import type { Store } from '../settings/staff.ts'
import { useStoreWords } from '../settings/staff-table.tsx'
import { AddCashier } from './add-cashier.tsx'
import type { Cashier } from './cashier.ts'
import { ChangeCashier } from './change-cashier.tsx'

/** Who stands at the tills and unlocks them by PIN. */
export function TillTeamSection() {
  const { t } = useTranslation('counter')
  const team = useCall(listCashiers, {})
  const stores = useCall(listStores, {}).data?.items ?? []
  const [open, setOpen] = useState<'add' | Cashier | null>(null)
  const close = () => setOpen(null)
  const add = (
    <Button kind="main" onClick={() => setOpen('add')}>
      {t('team.add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="cashiers" actions={add} />
      <div className={forms.part}>
        <Loaded reply={team} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('team.empty')}</StateEmpty>
            ) : (
              <Section heading={t('team.list')} note={t('team.note')}>
                <TeamTable team={items} stores={stores} onChange={setOpen} />
              </Section>
            )
          }
        </Loaded>
      </div>
      {open === 'add' && <AddCashier stores={stores} onClose={close} />}
      {open !== null && open !== 'add' && (
        <ChangeCashier cashier={open} stores={stores} onClose={close} />
      )}
    </>
  )
}

type TeamTableProps = {
  team: readonly Cashier[]
  stores: readonly Store[]
  onChange: (cashier: Cashier) => void
}

function TeamTable({ team, stores, onChange }: TeamTableProps) {
  const { t } = useTranslation(['counter', 'settings'])
  const format = useFormat()
  const storesOf = useStoreWords(stores)
  const acts = useActsColumn<Cashier>((cashier) =>
    cashier.endedAt === null ? (
      <Button kind="word" onClick={() => onChange(cashier)}>
        {t('settings:action.change')}
      </Button>
    ) : null,
  )
  return (
    <DataTable
      label={t('counter:team.list')}
      rows={team}
      rowKey={({ id }) => id}
      name={{
        head: t('counter:team.name'),
        cell: ({ name, endedAt }) => (
          <span className={endedAt === null ? forms.anywhere : forms.muted}>{name}</span>
        ),
      }}
      columns={[
        {
          ...{ key: 'stores', head: t('counter:team.stores'), phone: 'detail' },
          phoneWord: t('counter:team.stores'),
          cell: storesOf,
        },
        {
          ...{ key: 'since', head: t('counter:team.since'), phone: 'detail' },
          phoneWord: t('counter:team.since'),
          cell: ({ createdAt }) => format.date(createdAt),
        },
        {
          ...{ key: 'ended', head: t('counter:bookings.state'), phone: 'detail' },
          cell: ({ endedAt }) =>
            endedAt && (
              <span className={forms.muted}>
                {t('counter:team.endedAt', { date: format.date(endedAt) })}
              </span>
            ),
        },
        acts,
      ]}
    />
  )
}
