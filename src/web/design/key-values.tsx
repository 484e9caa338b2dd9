import type { ReactNode } from 'react'
import classes from './key-values.module.css'

export type KeyValue = { key: string; word: ReactNode; value: ReactNode }

/** Words left, values right, as in the narrow column of a customer's page. */
export const KeyValues = ({ lines }: { lines: readonly KeyValue[] }) => (
  <dl className={classes.list}>
    {lines.map(({ key, word, value }) => (
      <div key={key}>
        <dt>{word}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
