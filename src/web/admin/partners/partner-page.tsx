import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPartner } from '#contract/endpoints/partners.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Warning } from '../../design/warning.tsx'
import { ItemPage } from '../item-page.tsx'
import { useMay } from '../session.ts'
import type { Partner } from './partner.ts'
import { PartnerDialog } from './partner-dialog.tsx'
import { PartnerPayments } from './partner-payments.tsx'
import { PartnerRewards } from './partner-rewards.tsx'
import { PartnerSettlement } from './partner-settlement.tsx'

const route = getRouteApi('/signed-in/framed/partners/$partnerKey')

/** One neighbor: whom to ask there, whose rewards they are, and what is owed. */
export function PartnerPage() {
  const { t } = useTranslation('partners')
  const { partnerKey } = route.useParams()
  const reply = useCall(readPartner, { params: { partnerKey } })
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.name}
      list={{ to: '/partners', title: t('title'), wayBack: t('page.toAll') }}
      missing={t('page.notFound')}
    >
      {(partner) => <Shown partner={partner} />}
    </ItemPage>
  )
}

function Shown({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const may = useMay()
  const mayDefine = may('partners:define')
  const [isEditing, setEditing] = useState(false)
  const edit = mayDefine && <Button onClick={() => setEditing(true)}>{t('page.edit')}</Button>
  return (
    <Stack>
      <Sentence note={!partner.active && <AtRest partner={partner} />} actions={edit}>
        {partner.name}
      </Sentence>
      <Columns aside={<About partner={partner} />}>
        <PartnerRewards partner={partner} />
      </Columns>
      {may('liability:read') && (
        <>
          <PartnerSettlement partner={partner.key} />
          <PartnerPayments partner={partner.key} />
        </>
      )}
      {isEditing && <PartnerDialog partner={partner} onClose={() => setEditing(false)} />}
    </Stack>
  )
}

function AtRest({ partner: { rewards } }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const running = rewards.filter(({ status }) => status === 'active')
  const names = format.list([...new Set(running.map(({ name }) => name))])
  return (
    <Warning>{running.length === 0 ? t('page.inactive') : t('page.stillRuns', { names })}</Warning>
  )
}

function About({ partner: { contact, note } }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const lines = [
    { key: 'contact', word: t('form.contact'), value: contact || '–' },
    note && { key: 'note', word: t('form.note'), value: note },
  ].filter((line) => typeof line === 'object')
  return (
    <Section heading={t('page.about')}>
      <KeyValues lines={lines} />
    </Section>
  )
}
