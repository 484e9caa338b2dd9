import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#locales/proposed-names.ts'
import { useFormat } from '../design/use-format.ts'
import { Counter } from './counter.tsx'
import { inOwnWords } from './in-own-words.ts'
import { guarded } from './lock/guarded.ts'
import { LockedTill } from './lock/locked-till.tsx'
import { useTillLock } from './lock/use-till-lock.ts'
import { Notice } from './notice.tsx'
import { useOfflineDesk } from './offline/use-offline-desk.ts'
import type { Session, Store } from './session.ts'

const Practice = lazy(() => import('./practice/practice.tsx'))

type TillProps = { session: Session; store: Store; onOtherStore?: () => void }

/** A counter that is locked until somebody unlocks it, and practice beside it. */
export function Till({ session, store, onOtherStore }: TillProps) {
  const { t } = useTranslation('pos')
  const { language } = useFormat()
  const [isPractice, setPractice] = useState(false)
  const { lock, unlock, setPin, lockNow } = useTillLock(store.code, !isPractice)
  const may = (permission: Session['permissions'][number]) =>
    session.permissions.includes(permission)
  const unlockedBy = useRef<string | null>(null)
  unlockedBy.current = lock.kind === 'unlocked' ? lock.cashier.id : null
  const standing = useCallback(() => unlockedBy.current, [])
  const program = useOfflineDesk(store.code, {
    deviceName: t('title'),
    language,
    mayStopCards: may('customers:write'),
    standing,
  })
  const { name: business, currency } = session.business
  const desk = useMemo(
    () => inOwnWords(guarded(program, lockNow), (name) => inLanguage(name, language, currency)),
    [program, lockNow, language, currency],
  )
  const acts = { ...(onOtherStore && { onOtherStore }), onPractice: () => setPractice(true) }
  if (isPractice) {
    return (
      <Suspense>
        <Practice store={store} business={business} onEnd={() => setPractice(false)} />
      </Suspense>
    )
  }
  switch (lock.kind) {
    case 'loading':
      return null
    case 'failed':
      return <Notice sentence={t('offline')} />
    case 'locked':
      return (
        <LockedTill
          store={store.name}
          {...lock}
          onUnlock={unlock}
          own={may('cashiers:manage') ? { name: session.name, onSet: setPin } : undefined}
          {...acts}
        />
      )
    case 'unlocked': {
      const { cashier } = lock
      const who = { key: cashier.id, name: cashier.name }
      return (
        <Counter
          key={who.key}
          desk={desk}
          who={who}
          store={store.name}
          business={business}
          onLock={lockNow}
          {...acts}
        />
      )
    }
    case 'open': {
      const who = { key: session.staffId, name: session.name }
      // Whoever unlocked a till by PIN has no more to do with the office than with its owner's papers.
      const wayOut = may('customers:read') ? 'office' : 'ownAccess'
      return (
        <Counter
          desk={desk}
          who={who}
          store={store.name}
          business={business}
          wayOut={wayOut}
          {...acts}
        />
      )
    }
  }
}
