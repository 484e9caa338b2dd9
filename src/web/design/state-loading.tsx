import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './states.module.css'
import words from './words.module.css'

type StateLoadingProps = {
  /** What is coming, so that nothing jumps when it is there. */
  shape: 'page' | 'figures' | 'rows' | 'chart'
  rows?: number
}

const quietMillis = 100

/** The page's hairlines with washed bars of the true size; nothing at all for the first 100 ms. */
export function StateLoading({ shape, rows = 8 }: StateLoadingProps) {
  const { t } = useTranslation('frame')
  const isLate = useLate()
  return (
    <div aria-busy="true" className={isLate ? undefined : classes.waiting}>
      <span className={words.unseen} role="status">
        {isLate ? t('state.loading') : ''}
      </span>
      <div aria-hidden="true">
        {shape === 'page' && <div className={classes.headline} />}
        {(shape === 'page' || shape === 'figures') && <Figures />}
        {shape === 'chart' && <div className={classes.chart} />}
        {(shape === 'page' || shape === 'rows') && <Rows count={rows} />}
      </div>
    </div>
  )
}

function useLate(): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), quietMillis)
    return () => clearTimeout(timer)
  }, [])
  return isLate
}

const Figures = () => (
  <div className={classes.figures}>
    {['one', 'two', 'three', 'four'].map((place) => (
      <div key={place} className={classes.figure}>
        <div className={classes.word} />
        <div className={classes.number} />
        <div className={classes.picture} />
        <div className={classes.line} />
      </div>
    ))}
  </div>
)

const Rows = ({ count }: { count: number }) => (
  <div className={classes.rows}>
    {Array.from({ length: count }, (_, place) => `row ${place}`).map((row) => (
      <div key={row} className={classes.row}>
        <div className={classes.word} />
        <div className={classes.cell} />
        <div className={classes.cell} />
      </div>
    ))}
  </div>
)
