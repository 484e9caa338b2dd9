import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { useMay } from '../session.ts'
import { ExtendPoints } from './extend-points.tsx'
import { GivePoints } from './give-points.tsx'
import classes from './holdings.module.css'
import type { Balance } from './points.ts'
import { TransferPoints } from './transfer-points.tsx'

type Act = 'give' | 'transfer' | 'extend'

/** What a person of the team decides by hand, for those who may. */
export function HandActs({ balance }: { balance: Balance }) {
  const { t } = useTranslation('points')
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  if (!may('points:grant')) return null
  const holdsSome = balance.points.some((one) => one.balance > 0)
  const offered: readonly Act[] = holdsSome ? ['give', 'transfer', 'extend'] : ['give']
  const close = () => setAct(null)
  return (
    <>
      <div className={classes.acts}>
        {offered.map((one) => (
          <Button key={one} kind="word" onClick={() => setAct(one)}>
            {t(`balance.${one}`)}
          </Button>
        ))}
      </div>
      {act === 'give' && <GivePoints balance={balance} onClose={close} />}
      {act === 'transfer' && <TransferPoints balance={balance} onClose={close} />}
      {act === 'extend' && <ExtendPoints balance={balance} onClose={close} />}
    </>
  )
}
