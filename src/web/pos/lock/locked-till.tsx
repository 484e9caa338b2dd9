import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import till from '../counter.module.css'
import { type TillActs, TopLine } from '../top-line.tsx'
import type { Cashier } from './cashier.ts'
import classes from './lock.module.css'
import { PinPad } from './pin-pad.tsx'

type LockedTillProps = Omit<TillActs, 'onLock'> & {
  store: string
  cashiers: readonly Cashier[]
  onUnlock: (cashierId: string, pin: string) => Promise<void>
}

/** Nobody stands here: one says who one is, and proves it. */
export function LockedTill({ store, cashiers, onUnlock, ...acts }: LockedTillProps) {
  const { t } = useTranslation('pos')
  const [chosen, choose] = useState<Cashier | null>(null)
  return (
    <div className={classes.locked}>
      <TopLine name={t('lock.locked')} store={store} {...acts} />
      <main className={classes.middle}>
        {chosen ? (
          <PinPad
            key={chosen.id}
            name={chosen.name}
            onEnter={(pin) => onUnlock(chosen.id, pin)}
            onBack={() => choose(null)}
          />
        ) : (
          <>
            <h1>{t(cashiers.length > 0 ? 'lock.who' : 'lock.nobody')}</h1>
            <div className={classes.names}>
              {cashiers.map((cashier) => (
                <button
                  key={cashier.id}
                  type="button"
                  className={till.key}
                  onClick={() => choose(cashier)}
                >
                  {cashier.name}
                </button>
              ))}
            </div>
          </>
        )}
      </main>
    </div>
  )
}
