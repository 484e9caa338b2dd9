import { useTranslation } from 'react-i18next'
import { undoMinutes } from '#contract/language/counter-limits.ts'
import classes from './undo-bar.module.css'
import type { Done } from './use-counter.ts'
import { useGainedWords } from './use-gained-words.ts'
import { useNow } from './use-now.ts'

type UndoBarProps = { done: Done; busy: boolean; onUndo: () => void }

/** The last thing done here, as long as it can be taken back here. */
export function UndoBar({ done, busy, onUndo }: UndoBarProps) {
  const { t } = useTranslation('pos')
  const what = useDoneWords()(done)
  const who = useWhoWords()(done)
  const minutes = undoMinutes - Math.floor((useNow().getTime() - done.at) / 60_000)
  if (minutes <= 0) return null
  return (
    <button type="button" className={classes.undo} disabled={busy} onClick={onUndo}>
      <b>{t('undo')}</b>
      <span>
        {`${who}, ${what}`}
        <br />
        {t('minutesLeft', { count: Math.min(minutes, undoMinutes) })}
      </span>
    </button>
  )
}

function useWhoWords(): (done: Done) => string {
  const { t } = useTranslation('pos')
  return ({ who }) => {
    switch (who.kind) {
      case 'named':
        return who.shown
      case 'nameless':
        return t('nameless')
      case 'without_card':
        return t('withoutCard')
    }
  }
}

function useDoneWords(): (done: Done) => string {
  const { t } = useTranslation('pos')
  const gainedWords = useGainedWords()
  return ({ what }) => {
    switch (what.kind) {
      case 'visit':
        return what.gained.map(gainedWords).join(', ') || t(`did.${what.about}`)
      case 'reward':
        return t('did.reward', { name: what.name })
      case 'gift':
        return t('did.gift', { name: what.name })
    }
  }
}
