import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './toast.module.css'
import words from './words.module.css'

type Toast = { id: number; text: string; action?: { word: string; act: () => void } }

const shownForMillis = 6_000
let toasts: readonly Toast[] = []
let spoken = ''
let lastId = 0
const listeners = new Set<() => void>()

/** Says what was done, at the foot of the page, with the way back where there is one. */
export function toast(text: string, action?: Toast['action']) {
  const id = ++lastId
  toasts = [...toasts.slice(-2), action ? { id, text, action } : { id, text }]
  announce(text)
  setTimeout(() => dismiss(id), shownForMillis)
}

/** Tells those who listen to the page; nothing is shown. */
export function announce(text: string) {
  // A region that is told the same words twice stays silent; a no-break space makes them new.
  spoken = spoken === text ? `${text}\u00a0` : text
  notify()
}

function dismiss(id: number) {
  toasts = toasts.filter((toast) => toast.id !== id)
  notify()
}

function notify() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const { t } = useTranslation('frame')
  const shown = useSyncExternalStore(subscribe, () => toasts)
  const announced = useSyncExternalStore(subscribe, () => spoken)
  return (
    <>
      <div role="status" aria-live="polite" className={words.unseen}>
        {announced}
      </div>
      <section className={classes.stack} aria-label={t('state.notices')}>
        {shown.map(({ id, text, action }) => (
          <div key={id} className={classes.toast}>
            <span>{text}</span>
            {action && (
              <Button
                kind="plain"
                onClick={() => {
                  action.act()
                  dismiss(id)
                }}
              >
                {action.word}
              </Button>
            )}
          </div>
        ))}
      </section>
    </>
  )
}
