import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  endStaffSessions,
  listStaff,
  renewSetUpLink,
  resetSecondFactor,
  withdrawSetUpLink,
} from '#contract/endpoints/staff.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { useSession } from '../session.ts'
import classes from './settings.module.css'
import { type Handed, type Member, nameOf } from './staff.ts'

type MemberAccessProps = {
  member: Member
  onLink: (handed: Handed) => void
  onEnd: () => void
  onClose: () => void
}

/** What concerns the way in, and not what the person may do. */
export function MemberAccess({ member, onLink, onEnd, onClose }: MemberAccessProps) {
  const { t } = useTranslation(['settings', 'access'])
  const { staffId } = useSession()
  const isOwn = member.id === staffId
  const params = { staffId: member.id }
  const renew = useAction(renewSetUpLink, {
    changes: [listStaff],
    onDone: (link) => onLink({ member, link }),
  })
  return (
    <div className={classes.more}>
      <Act
        action={renew}
        onAct={() => renew.mutate({ params })}
        word={t('settings:staff.renew')}
        hint={t('settings:staff.renewHint')}
      />
      {member.linkExpiresAt !== null && <Withdraw member={member} onClose={onClose} />}
      {member.status === 'active' && !isOwn && <SignOut member={member} />}
      {member.secondFactor && !isOwn && <Reset member={member} onClose={onClose} />}
      <div>
        {isOwn ? (
          <p className={forms.hint}>{t('settings:staff.endOwn')}</p>
        ) : (
          <>
            <Button kind="destructive" onClick={onEnd}>
              {t('settings:staff.end')}
            </Button>
            <p className={`${forms.hint} ${forms.below}`}>{t('settings:staff.endHint')}</p>
          </>
        )}
      </div>
    </div>
  )
}

type MemberProps = Pick<MemberAccessProps, 'member' | 'onClose'>

/** A link once handed over; with it goes whoever never came. */
function Withdraw({ member, onClose }: MemberProps) {
  const { t } = useTranslation('access')
  const isInvited = member.status === 'invited'
  const name = nameOf(member)
  const action = useAction(withdrawSetUpLink, {
    changes: [listStaff],
    onDone: () => {
      toast(isInvited ? t('staff.withdrawn', { name }) : t('staff.takenBack', { name }))
      onClose()
    },
  })
  return (
    <Act
      action={action}
      onAct={() => action.mutate({ params: { staffId: member.id } })}
      word={isInvited ? t('staff.withdraw') : t('staff.takeBack')}
      hint={isInvited ? t('staff.withdrawHint') : t('staff.takeBackHint')}
    />
  )
}

function SignOut({ member }: Pick<MemberProps, 'member'>) {
  const { t } = useTranslation('access')
  const action = useAction(endStaffSessions, {
    onDone: () => toast(t('staff.sessionsEnded', { name: nameOf(member) })),
  })
  return (
    <Act
      action={action}
      onAct={() => action.mutate({ params: { staffId: member.id } })}
      word={t('staff.endSessions')}
      hint={t('staff.endSessionsHint')}
    />
  )
}

function Reset({ member, onClose }: MemberProps) {
  const { t } = useTranslation('access')
  const [isAsking, setAsking] = useState(false)
  const name = nameOf(member)
  const action = useAction(resetSecondFactor, {
    changes: [listStaff],
    onDone: () => {
      toast(t('staff.resetDone', { name }))
      onClose()
    },
  })
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{t('staff.reset')}</Button>
      <p className={`${forms.hint} ${forms.below}`}>{t('staff.resetHint')}</p>
      {isAsking && (
        <Confirm
          title={t('staff.resetTitle', { name })}
          word={t('staff.resetDo')}
          action={action}
          onConfirm={() => action.mutate({ params: { staffId: member.id } })}
          onClose={() => setAsking(false)}
        >
          <p>{t('staff.resetWhat', { name })}</p>
        </Confirm>
      )}
    </div>
  )
}

type ActProps = {
  action: Pick<ReturnType<typeof useAction>, 'isPending' | 'error'>
  onAct: () => void
  word: string
  hint: string
}

function Act({ action, onAct, word, hint }: ActProps) {
  const refusal = useRefusal()
  return (
    <div>
      <Button busy={action.isPending} onClick={onAct}>
        {word}
      </Button>
      <p className={`${forms.hint} ${forms.below}`}>{hint}</p>
      {action.error && <Refusal>{refusal(action.error)}</Refusal>}
    </div>
  )
}
