import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { listStaff } from '#contract/endpoints/staff.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { ProviderSettings } from '../access/provider-settings.tsx'
import { SecondFactorRules } from '../access/second-factor-rules.tsx'
import classes from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { Once } from '../once.tsx'
import { ChangeStaff } from './change-staff.tsx'
import { InviteStaff } from './invite-staff.tsx'
import { SectionHead } from './section-head.tsx'
import { type Handed, type Member, nameOf } from './staff.ts'
import { StaffTable } from './staff-table.tsx'

/** What stands over the list at the moment. */
type Open = { kind: 'invite'; email: string } | { kind: 'change'; member: Member } | null

export function StaffSection() {
  const { t } = useTranslation('settings')
  const staff = useCall(listStaff, {})
  const stores = useCall(listStores, {}).data?.items ?? []
  const [open, setOpen] = useState<Open>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const close = () => setOpen(null)
  const invite = (
    <Button
      kind={handed ? 'outlined' : 'main'}
      onClick={() => setOpen({ kind: 'invite', email: '' })}
    >
      {t('staff.invite')}
    </Button>
  )
  const hand = (link: Handed) => {
    setHanded(link)
    close()
  }
  return (
    <>
      <SectionHead name="staff" actions={invite} />
      {handed && <HandedLink handed={handed} onDone={() => setHanded(null)} />}
      <div className={classes.part}>
        <Loaded reply={staff} shape="rows">
          {({ items }) => (
            <Section heading={t('summary.staff', { count: items.length })}>
              <StaffTable
                members={items}
                stores={stores}
                onChange={(member) => setOpen({ kind: 'change', member })}
                onInviteAgain={({ email }) => setOpen({ kind: 'invite', email })}
              />
            </Section>
          )}
        </Loaded>
      </div>
      {staff.data && (
        <>
          <div className={classes.part}>
            <SecondFactorRules />
          </div>
          <div className={classes.part}>
            <ProviderSettings />
          </div>
        </>
      )}
      {open?.kind === 'invite' && (
        <InviteStaff email={open.email} stores={stores} onLink={hand} onClose={close} />
      )}
      {open?.kind === 'change' && (
        <ChangeStaff member={open.member} stores={stores} onLink={hand} onClose={close} />
      )}
    </>
  )
}

function HandedLink({ handed, onDone }: { handed: Handed; onDone: () => void }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { member, link } = handed
  const name = nameOf(member)
  return (
    <Once
      heading={
        member.status === 'active'
          ? t('staff.linkPassword', { name })
          : t('staff.linkInvitation', { name })
      }
      what={t('staff.linkWhat', {
        date: format.moment(link.expiresAt),
      })}
      label={t('staff.linkLabel')}
      // The person is reached at the address this page came from.
      secret={new URL(link.path, window.location.origin).href}
      doneWord={t('staff.linkDone')}
      onDone={onDone}
    />
  )
}
