import type { ReactNode } from 'react'
import { Coverage } from './coverage.tsx'
import classes from './figure-block.module.css'
import { type Explanation, HowCounted } from './how-counted.tsx'

type FigureBlockProps = {
  question: ReactNode
  /** The formatted number without its unit; `null` where there is not enough to say yet. */
  value: string | null
  unit?: ReactNode
  picture?: ReactNode
  sentence: ReactNode
  comparison?: ReactNode
  /** Share of receipts behind it, 0 to 1 */
  coverage?: number
  how?: Explanation
  /** `plain`: without the voice of a heading, as in a narrow column; `quiet`: below such a one. */
  look?: 'full' | 'plain' | 'quiet'
}

/** One figure with all that is needed to believe it. */
export function FigureBlock(props: FigureBlockProps) {
  const {
    question,
    value,
    unit,
    picture,
    sentence,
    comparison,
    coverage,
    how,
    look = 'full',
  } = props
  return (
    <article className={`${classes.figure} ${classes[look]}`}>
      <h2>{question}</h2>
      {value !== null && (
        <p className={classes.value}>
          {value}
          {unit && <small> {unit}</small>}
        </p>
      )}
      {picture}
      <p className={value === null ? classes.notYet : classes.sentence}>{sentence}</p>
      {comparison && <p className={classes.comparison}>{comparison}</p>}
      {(coverage !== undefined || how) && (
        <div className={classes.foot}>
          {coverage === undefined ? <span /> : <Coverage share={coverage} />}
          {how && <HowCounted explanation={how} />}
        </div>
      )}
    </article>
  )
}
