import { useTranslation } from 'react-i18next'
import type { GuestHit } from '#contract/endpoints/pos.ts'
import classes from './counter.module.css'

type HitsProps = { hits: readonly GuestHit[]; onChoose: (customerId: string) => void }

/** A name may be several people's. */
export function Hits({ hits, onChoose }: HitsProps) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('who')}</h1>
      <div className={classes.hits}>
        {hits.map(({ customerId, shown }) => (
          <button
            key={customerId}
            type="button"
            className={classes.key}
            onClick={() => onChoose(customerId)}
          >
            {shown}
          </button>
        ))}
      </div>
    </>
  )
}
