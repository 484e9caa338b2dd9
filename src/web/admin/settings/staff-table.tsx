import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useActsColumn } from '../acts-column.tsx'
import classes from '../forms/forms.module.css'
import { useSession } from '../session.ts'
import type { Member, Store } from './staff.ts'

type StaffTableProps = {
  members: readonly Member[]
  stores: readonly Store[]
  onChange: (member: Member) => void
  onInviteAgain: (member: Member) => void
}

export function StaffTable({ members, stores, onChange, onInviteAgain }: StaffTableProps) {
  const { t } = useTranslation(['settings', 'access'])
  const statusOf = useStatusWords()
  const storesOf = useStoreWords(stores)
  const acts = useActsColumn<Member>((member) =>
    member.status === 'ended' ? (
      <Button kind="word" onClick={() => onInviteAgain(member)}>
        {t('staff.inviteAgain')}
      </Button>
    ) : (
      <Button kind="word" onClick={() => onChange(member)}>
        {t('action.change')}
      </Button>
    ),
  )
  return (
    <DataTable
      label={t('staff.list')}
      rows={members}
      rowKey={({ id }) => id}
      name={{ head: t('staff.name'), cell: (member) => <MemberName member={member} /> }}
      columns={[
        {
          key: 'email',
          head: t('staff.email'),
          phone: 'detail',
          cell: ({ email }) => <span className={classes.anywhere}>{email}</span>,
        },
        {
          key: 'role',
          head: t('staff.role'),
          phone: 'main',
          cell: ({ role }) => t(`roles.${role}.name`),
        },
        {
          key: 'stores',
          head: t('staff.stores'),
          phone: 'detail',
          phoneWord: t('staff.stores'),
          cell: storesOf,
        },
        {
          key: 'status',
          head: t('staff.status'),
          phone: 'detail',
          cell: (member) => (
            <span className={member.status === 'active' ? undefined : classes.muted}>
              {statusOf(member)}
            </span>
          ),
        },
        {
          key: 'second',
          head: t('access:staff.second'),
          phone: 'detail',
          phoneWord: t('access:staff.second'),
          cell: ({ secondFactor, status }) =>
            status === 'active' ? t(secondFactor ? 'access:staff.has' : 'access:staff.hasNot') : '',
        },
        acts,
      ]}
    />
  )
}

/** An invitation says how long it still works. */
function useStatusWords() {
  const { t } = useTranslation(['settings', 'access'])
  const format = useFormat()
  return ({ status, linkExpiresAt }: Member) => {
    if (status !== 'invited') return t(`settings:staff.statuses.${status}`)
    return linkExpiresAt === null
      ? t('access:staff.linkOver')
      : t('access:staff.linkUntil', { date: format.date(linkExpiresAt) })
  }
}

function MemberName({ member: { id, name, status } }: { member: Member }) {
  const { t } = useTranslation('settings')
  const { staffId } = useSession()
  return (
    <span className={classes.anywhere}>
      {name ? (
        <span className={status === 'ended' ? classes.muted : undefined}>{name}</span>
      ) : (
        <span className={classes.muted}>{t('staff.nameless')}</span>
      )}
      {id === staffId && <span className={classes.muted}> {t('staff.you')}</span>}
    </span>
  )
}

/** Names of a person's stores, or that there is no limit. */
export function useStoreWords(stores: readonly Store[]) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  return ({ storeIds }: Pick<Member, 'storeIds'>) => {
    if (storeIds === null) return t('staff.everyStore')
    return format.list(stores.filter(({ id }) => storeIds.includes(id)).map(({ name }) => name))
  }
}
