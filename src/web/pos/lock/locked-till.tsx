import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import till from '../counter.module.css'
import { type TillActs, TopLine } from '../top-line.tsx'
import type { Cashier } from './cashier.ts'
import classes from './lock.module.css'
import { type OwnPin, OwnPinForm } from './own-pin.tsx'
import { PinPad } from './pin-pad.tsx'

type LockedTillProps = Omit<TillActs, 'onLock'> & {
  store: string
  cashiers: readonly Cashier[]
  onUnlock: (cashierId: string, pin: string) => Promise<void>
  /** Left out for whoever has no say in who stands here. */
  own?: OwnPin | undefined
}

/** Nobody stands here: one says who one is, and proves it. */
export function LockedTill({ store, cashiers, onUnlock, own, ...acts }: LockedTillProps) {
  const { t } = useTranslation('pos')
  const [chosen, choose] = useState<Cashier | 'own' | null>(null)
  return (
    <div className={classes.locked}>
      <TopLine name={t('lock.locked')} store={store} {...acts} />
      <main className={classes.middle}>
        {chosen === 'own' && own ? (
          <OwnPinForm {...own} onBack={() => choose(null)} />
        ) : chosen && chosen !== 'own' ? (
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
            {own && cashiers.every(({ name }) => name !== own.name) && (
              <button type="button" className={till.word} onClick={() => choose('own')}>
                {t('lock.own', { name: own.name })}
              </button>
            )}
          </>
        )}
      </main>
    </div>
  )
}
