import type { ReactNode } from 'react'
import classes from './task-list.module.css'

export type Task = { key: string; text: ReactNode; action: ReactNode }

/** What waits today: names first, one action each. */
export const TaskList = ({ tasks }: { tasks: readonly Task[] }) => (
  <ul className={classes.list}>
    {tasks.map(({ key, text, action }) => (
      <li key={key}>
        <p>{text}</p>
        <span className={classes.action}>{action}</span>
      </li>
    ))}
  </ul>
)
