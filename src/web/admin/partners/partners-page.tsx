import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPartners } from '#contract/endpoints/partners.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Loaded } from '../loaded.tsx'
import { NowAndBefore } from '../now-and-before.tsx'
import { Page } from '../page.tsx'
import { RunningLow } from '../running-low.tsx'
import { useMay } from '../session.ts'
import { isLow, type Partner } from './partner.ts'
import { PartnerDialog } from './partner-dialog.tsx'

/** The neighbors whose rewards we give, and whose codes run low. */
export function PartnersPage() {
  const { t } = useTranslation('partners')
  const mayDefine = useMay()('partners:define')
  const [isAdding, setAdding] = useState(false)
  const partners = useCall(listPartners, {})
  const add = mayDefine && (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('list.add')}
    </Button>
  )
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence reason={t('list.reason')} actions={add}>
          {t('list.sentence')}
        </Sentence>
        <Loaded reply={partners} shape="rows">
          {({ items }) => (
            <>
              <Listed items={items} />
              {isAdding && (
                <PartnerDialog
                  taken={items.map(({ key }) => key)}
                  onClose={() => setAdding(false)}
                />
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

function Listed({ items }: { items: readonly Partner[] }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const active = items.filter((partner) => partner.active)
  const former = items.filter((partner) => !partner.active)
  const low = items.filter(({ rewards }) => rewards.some(isLow))
  const names = format.list(low.map(({ name }) => name))
  return (
    <NowAndBefore
      now={{
        heading: t('list.heading'),
        rows: active,
        empty: t('list.empty'),
        warning: low.length > 0 && (
          <RunningLow>{t('list.low', { count: low.length, names })}</RunningLow>
        ),
      }}
      before={{ heading: t('list.former'), rows: former }}
      table={(label, partners) => <PartnerTable label={label} partners={partners} />}
    />
  )
}

function PartnerTable({ label, partners }: { label: string; partners: readonly Partner[] }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  return (
    <DataTable
      label={label}
      rows={partners}
      rowKey={({ key }) => key}
      name={{
        head: t('list.name'),
        cell: ({ key, name }) => (
          <Link to="/partners/$partnerKey" params={{ partnerKey: key }}>
            {name}
          </Link>
        ),
      }}
      columns={[
        {
          ...{ key: 'rewards', head: t('list.rewards'), phone: 'detail' },
          cell: (partner) =>
            format.list([...new Set(partner.rewards.filter(runs).map(({ name }) => name))]),
        },
        {
          ...{ key: 'contact', head: t('list.contact'), phone: 'detail' },
          cell: ({ contact }) => contact,
        },
      ]}
    />
  )
}

const runs = ({ status }: Partner['rewards'][number]) => status === 'active'
