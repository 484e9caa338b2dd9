import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import classes from './customers-page.module.css'
import type { Question } from './question.ts'
import { nobody, type Selection } from './selection.ts'
import { TagDialog } from './tag-dialog.tsx'
import { type Count, useEveryoneWords } from './use-count-words.ts'

type SelectionBarProps = {
  selection: Selection
  question: Question
  count: Count | undefined
  onSelect: (selection: Selection) => void
}

/** What can be done with those who are chosen, at the foot of the window. */
export function SelectionBar({ selection, question, count, onSelect }: SelectionBarProps) {
  const { t } = useTranslation('customers')
  const everyone = useEveryoneWords()
  const [isTagging, setTagging] = useState(false)
  const chosen: Count | undefined =
    selection.kind === 'all' ? count : { count: selection.ids.size, estimated: false }
  if (!chosen || chosen.count === 0) return null
  const canWiden = selection.kind === 'some' && count && count.count > selection.ids.size
  return (
    <div className={classes.bar} role="status">
      <p>
        {selection.kind === 'all'
          ? t('tagging.allChosen', { all: everyone(chosen, question.kind) })
          : t('tagging.selected', { count: chosen.count })}
      </p>
      {canWiden && (
        <Button kind="word" onClick={() => onSelect({ kind: 'all' })}>
          {t('tagging.allOf', { all: everyone(count, question.kind) })}
        </Button>
      )}
      <Button kind="word" onClick={() => onSelect(nobody)}>
        {t('tagging.clear')}
      </Button>
      <Button kind="main" onClick={() => setTagging(true)}>
        {t('tagging.open')}
      </Button>
      <TagDialog
        isOpen={isTagging}
        selection={selection}
        question={question}
        meant={everyone(chosen, question.kind)}
        onClose={() => setTagging(false)}
        onDone={() => {
          setTagging(false)
          onSelect(nobody)
        }}
      />
    </div>
  )
}
