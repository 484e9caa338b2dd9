import { type ReactNode, useEffect, useRef, useState } from 'react'
import { undoMinutes } from '#contract/language/counter-limits.ts'
import { setIdle } from '../offline/keep-offline.ts'
import { BeforeOne } from './before-one.tsx'
import classes from './counter.module.css'
import type { Desk } from './desk.ts'
import { useShowGuests } from './display/show-guests.ts'
import type { WayOut } from './idle.tsx'
import { useConnection } from './offline/connection.ts'
import { ScanLine } from './scan-line.tsx'
import { SideKeys } from './side-keys.tsx'
import { type TillActs, TopLine } from './top-line.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useAside } from './use-aside.ts'
import { useAsksAmount } from './use-asks-amount.ts'
import { useCounter } from './use-counter.ts'
import { useNow } from './use-now.ts'

type CounterProps = TillActs & {
  desk: Desk
  /** Whoever stands here: what they did last is theirs to take back. */
  who: { key: string; name: string }
  store: string
  business: string
  /** Above all else, as that this is practice. */
  banner?: ReactNode
  idleHint?: string
  /** For those who have more to do than to stand here. */
  wayOut?: WayOut
}

/** The page beside the till: one guest at a time, nothing to scroll, the scan field always ready. */
export function Counter({ desk, who, store, business, banner, ...rest }: CounterProps) {
  const { idleHint, wayOut, ...acts } = rest
  const counter = useCounter(desk, who.key)
  const { view, said, busy, done } = counter.state
  const [typed, type] = useState('')
  const aside = useAside(desk, counter.state)
  const asksAmount = useAsksAmount(desk)
  const field = useRef<HTMLInputElement>(null)
  const { isOnline } = useConnection()
  const now = useNow().getTime()
  const mayUndo = done !== null && now - done.at < undoMinutes * 60_000
  const isIdle = view.kind === 'idle' && typed === '' && !busy && !mayUndo && aside.isNone
  useShowGuests(counter.state)
  useEffect(() => setIdle(isIdle), [isIdle])
  useEffect(() => {
    const isWriting = document.activeElement instanceof HTMLInputElement
    if (aside.open !== 'amount' && !isWriting) field.current?.focus()
  })

  const submit = () => {
    const text = typed.trim()
    type('')
    aside.back()
    if (text !== '') counter.find(text)
    else if (view.kind === 'guest') counter.book(view.guest)
  }
  const giveUp = () => {
    type('')
    aside.back()
    counter.finish()
  }
  return (
    <div
      className={classes.till}
      data-tone={said?.tone ?? 'good'}
      data-banner={banner !== undefined}
    >
      {banner}
      <TopLine name={who.name} store={store} {...acts} />
      <main
        className={classes.mid}
        aria-busy={busy}
        data-aside={aside.open === 'lost' ? 'lost' : undefined}
      >
        <BeforeOne {...{ desk, counter, aside, business, isOnline, idleHint, wayOut }} />
        <SideKeys {...{ desk, counter, aside, asksAmount }} />
      </main>
      <footer className={classes.foot}>
        <ScanLine
          field={field}
          isServing={view.kind === 'guest'}
          typed={typed}
          onType={type}
          onSubmit={submit}
          onEscape={giveUp}
          onCamera={aside.turnCamera}
        />
        {done && <UndoBar done={done} busy={busy} onUndo={() => counter.undo(done)} />}
      </footer>
    </div>
  )
}
