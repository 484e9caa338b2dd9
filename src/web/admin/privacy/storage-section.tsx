import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listNextErased, listStoragePeriods } from '#contract/endpoints/storage-periods.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { useNamed } from '../duplicates/use-named.ts'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import type { Period } from './period.ts'
import classes from './privacy.module.css'
import { SetPeriod } from './set-period.tsx'

/** How long each kind of data stays, and what goes next. */
export function StorageSection() {
  const periods = useCall(listStoragePeriods, {})
  return (
    <>
      <SectionHead name="storage" />
      <Loaded reply={periods} shape="rows">
        {({ items }) => (
          <>
            <div className={forms.part}>
              <Periods periods={items} />
            </div>
            {items.some(({ kind, keepDays }) => kind === 'inactive_customers' && keepDays) && (
              <div className={forms.part}>
                <NextErased />
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

function Periods({ periods }: { periods: readonly Period[] }) {
  const { t } = useTranslation('rights')
  const format = useFormat()
  const [changed, setChanged] = useState<Period | null>(null)
  const acts = useActsColumn<Period>((period) => (
    <Button
      kind="word"
      aria-label={t('storage.changeOf', { name: t(`kinds.${period.kind}.name`) })}
      onClick={() => setChanged(period)}
    >
      {t('storage.change')}
    </Button>
  ))
  return (
    <Section heading={t('storage.list')}>
      <DataTable
        label={t('storage.list')}
        rows={periods}
        rowKey={({ kind }) => kind}
        name={{ head: t('storage.kind'), cell: ({ kind }) => <Kind kind={kind} /> }}
        columns={[
          {
            ...{ key: 'keep', head: t('storage.keep'), phone: 'detail' },
            phoneWord: t('storage.keep'),
            cell: ({ keepDays }) =>
              keepDays === null ? t('storage.forever') : t('storage.days', { count: keepDays }),
          },
          {
            ...{ key: 'kept', head: t('storage.kept'), kind: 'number', phone: 'detail' },
            phoneWord: t('storage.kept'),
            cell: ({ kept }) => format.number(kept),
          },
          {
            ...{ key: 'next', head: t('storage.next'), kind: 'number', phone: 'detail' },
            phoneWord: t('storage.next'),
            cell: ({ goesNext }) => format.number(goesNext),
          },
          acts,
        ]}
      />
      {changed && <SetPeriod period={changed} onClose={() => setChanged(null)} />}
    </Section>
  )
}

function Kind({ kind }: Pick<Period, 'kind'>) {
  const { t } = useTranslation('rights')
  return (
    <span className={classes.kind}>
      {t(`kinds.${kind}.name`)}
      <span className={forms.hint}>{t(`kinds.${kind}.what`)}</span>
    </span>
  )
}

function NextErased() {
  const { t } = useTranslation('rights')
  const format = useFormat()
  const named = useNamed()
  const next = useCall(listNextErased, {})
  return (
    <Section heading={t('storage.nextErased')}>
      <Loaded reply={next} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={forms.hint}>{t('storage.nobody')}</p>
          ) : (
            <DataTable
              label={t('storage.nextErased')}
              rows={items}
              rowKey={({ customerId }) => customerId}
              name={{
                head: t('storage.kind'),
                cell: ({ customerId, customer }) => (
                  <Link to="/customers/$customerId" params={{ customerId }}>
                    {named(customer)}
                  </Link>
                ),
              }}
              columns={[
                {
                  ...{ key: 'seen', head: t('storage.lastSeen'), phone: 'detail' },
                  phoneWord: t('storage.lastSeen'),
                  cell: ({ lastSeenAt }) => format.date(lastSeenAt),
                },
                {
                  ...{ key: 'on', head: t('storage.erasedOn'), phone: 'detail' },
                  phoneWord: t('storage.erasedOn'),
                  cell: ({ erasedOn }) => format.date(erasedOn),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
