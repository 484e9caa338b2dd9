import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './folds.module.css'

export type Fold = { key: string; name: string; summary: ReactNode; content: ReactNode }

/** Rows that say their matter in one sentence and open to the whole of it. */
export const Folds = ({ folds }: { folds: readonly Fold[] }) => (
  <div className={classes.folds}>
    {folds.map((fold) => (
      <FoldRow key={fold.key} fold={fold} />
    ))}
  </div>
)

function FoldRow({ fold: { name, summary, content } }: { fold: Fold }) {
  const { t } = useTranslation('frame')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.fold} aria-label={name}>
      <h3>{name}</h3>
      <p>{summary}</p>
      <Button
        kind="word"
        aria-expanded={isOpen}
        aria-label={`${name}: ${isOpen ? t('action.close') : t('action.open')}`}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? t('action.close') : t('action.open')}
      </Button>
      {isOpen && <div className={classes.content}>{content}</div>}
    </section>
  )
}
