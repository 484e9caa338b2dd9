import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPartners } from '#contract/endpoints/partners.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import rewards from '../rewards/rewards.module.css'
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
  const active = items.filter((partner) => partner.active)
  const former = items.filter((partner) => !partner.active)
  return (
    <>
      <Section heading={t('list.heading')}>
        <RunningLow partners={items} />
        {active.length === 0 ? (
          <StateEmpty>{t('list.empty')}</StateEmpty>
        ) : (
          <PartnerTable label={t('list.heading')} partners={active} />
        )}
      </Section>
      {former.length > 0 && (
        <Section heading={t('list.former')}>
          <PartnerTable label={t('list.former')} partners={former} />
        </Section>
      )}
    </>
  )
}

function RunningLow({ partners }: { partners: readonly Partner[] }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const low = partners.filter((partner) => partner.rewards.some(isLow))
  if (low.length === 0) return null
  const names = format.list(low.map(({ name }) => name))
  return (
    <p className={rewards.warning}>
      <Warning>{t('list.low', { count: low.length, names })}</Warning>
    </p>
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
