import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setIdle } from '../offline/keep-offline.ts'
import { Amount } from './amount.tsx'
import classes from './counter.module.css'
import type { Desk } from './desk.ts'
import { Greeting } from './greeting.tsx'
import { Hits } from './hits.tsx'
import { Keys } from './keys.tsx'
import { NewCard } from './new-card.tsx'
import { PaperPad } from './paper-pad.tsx'
import { PhoneCard } from './phone-card.tsx'
import { SaidLine } from './said-line.tsx'
import { type TillActs, TopLine } from './top-line.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useCounter } from './use-counter.ts'

type CounterProps = TillActs & {
  desk: Desk
  /** Whoever stands here: what they did last is theirs to take back. */
  who: { key: string; name: string }
  store: string
  /** Above all else, as that this is practice. */
  banner?: ReactNode
  idleHint?: string
}

/** The page beside the till: one guest at a time, nothing to scroll, the scan field always ready. */
export function Counter({ desk, who, store, banner, idleHint, ...acts }: CounterProps) {
  const { t } = useTranslation('pos')
  const counter = useCounter(desk, who.key)
  const { view, said, busy, done } = counter.state
  const [typed, type] = useState('')
  const [amountOf, askAmountOf] = useState<string | null>(null)
  const isAmount = view.kind === 'guest' && view.guest.customerId === amountOf
  const [paperOf, askPaperOf] = useState<string | null>(null)
  const guest = view.kind === 'guest' ? view.guest : null
  const paper = desk.takePaper && guest?.paper
  const isPaper = guest !== null && paper !== undefined && guest.customerId === paperOf
  const field = useRef<HTMLInputElement>(null)
  const isIdle = view.kind === 'idle' && typed === '' && !busy && done === null
  useEffect(() => setIdle(isIdle), [isIdle])
  useEffect(() => {
    const isWriting = document.activeElement instanceof HTMLInputElement
    if (!isAmount && !isWriting) field.current?.focus()
  })

  const submit = () => {
    const text = typed.trim()
    type('')
    if (text !== '') counter.find(text)
    else if (view.kind === 'guest') counter.book(view.guest)
  }
  return (
    <div
      className={classes.till}
      data-tone={said?.tone ?? 'good'}
      data-banner={banner !== undefined}
    >
      {banner}
      <TopLine name={who.name} store={store} isConnected={said?.kind !== 'offline'} {...acts} />
      <main className={classes.mid} aria-busy={busy}>
        <section className={classes.hello} data-view={view.kind} aria-live="polite">
          {said && <SaidLine said={said} />}
          {view.kind === 'idle' && <Idle {...(idleHint && { hint: idleHint })} />}
          {view.kind === 'hits' && <Hits hits={view.hits} onChoose={counter.choose} />}
          {view.kind === 'new_card' && (
            <NewCard
              key={view.cardNumber}
              cardNumber={view.cardNumber}
              busy={busy}
              onEnroll={counter.enroll}
            />
          )}
          {view.kind === 'guest' && <Greeting guest={view.guest} />}
          {view.kind === 'guest' && desk.phoneCode && (
            <PhoneCard key={view.guest.customerId} guest={view.guest} ask={desk.phoneCode} />
          )}
        </section>
        <section className={classes.keys}>
          {view.kind === 'guest' && !isAmount && !isPaper && (
            <Keys
              guest={view.guest}
              busy={busy}
              onRedeem={(reward) => counter.redeem(view.guest, reward)}
              onGive={(gift, article) => counter.give(view.guest, gift, article)}
              onBook={() => counter.book(view.guest)}
              onAmount={() => askAmountOf(view.guest.customerId)}
              {...(paper && { onPaper: () => askPaperOf(view.guest.customerId) })}
              onDone={counter.finish}
            />
          )}
          {guest !== null && isPaper && (
            <PaperPad
              paper={paper}
              busy={busy}
              onTake={(points) => {
                askPaperOf(null)
                counter.takePaper(guest, points)
              }}
              onBack={() => askPaperOf(null)}
            />
          )}
          {view.kind === 'guest' && isAmount && (
            <Amount
              busy={busy}
              onBook={(amount) => {
                askAmountOf(null)
                counter.book(view.guest, amount)
              }}
              onBack={() => askAmountOf(null)}
            />
          )}
        </section>
      </main>
      <footer className={classes.foot}>
        <form
          className={classes.scan}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <input
            ref={field}
            value={typed}
            aria-label={t('scan')}
            placeholder={t(view.kind === 'guest' ? 'next' : 'scan')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            onChange={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') counter.finish()
            }}
          />
        </form>
        {done && <UndoBar done={done} busy={busy} onUndo={() => counter.undo(done)} />}
      </footer>
    </div>
  )
}

function Idle({ hint }: { hint?: string }) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('idle')}</h1>
      <p className={classes.tier}>{hint ?? t('idleHow')}</p>
    </>
  )
}
