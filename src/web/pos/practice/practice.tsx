import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import till from '../counter.module.css'
import { Counter } from '../counter.tsx'
import { madeUpGuests } from './made-up-guests.ts'
import { practiceDesk } from './practice-desk.ts'

type PracticeProps = { store: string; business: string; onEnd: () => void }

/** The same counter with made-up guests: nothing leaves this page. */
export default function Practice({ store, business, onEnd }: PracticeProps) {
  const { t } = useTranslation('pos')
  const desk = useMemo(() => practiceDesk(madeUpGuests(t)), [t])
  return (
    <Counter
      desk={desk}
      who={{ key: 'practice', name: t('practice.name') }}
      store={store}
      business={business}
      idleHint={t('practice.hint')}
      onLock={onEnd}
      lockWord={t('practice.end')}
      banner={<aside className={till.banner}>{t('practice.banner')}</aside>}
    />
  )
}
