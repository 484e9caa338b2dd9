import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import till from '../counter.module.css'
import { Counter } from '../counter.tsx'
import type { Store } from '../session.ts'
import { madeUpGuests } from './made-up-guests.ts'
import { practiceDesk } from './practice-desk.ts'
import { useOwnProgram } from './use-own-program.ts'

type PracticeProps = { store: Store; business: string; onEnd: () => void }

/** The same counter with made-up guests, and the business's own rewards: nothing leaves this page. */
export default function Practice({ store, business, onEnd }: PracticeProps) {
  const { t } = useTranslation('pos')
  const own = useOwnProgram(store.code)
  const desk = useMemo(
    () => (own === undefined ? null : practiceDesk(madeUpGuests(t, own))),
    [t, own],
  )
  if (desk === null) return null
  return (
    <Counter
      desk={desk}
      who={{ key: 'practice', name: t('practice.name') }}
      store={store.name}
      business={business}
      idleHint={t('practice.hint')}
      onLock={onEnd}
      lockWord={t('practice.end')}
      banner={<aside className={till.banner}>{t('practice.banner')}</aside>}
    />
  )
}
