import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoMinutes } from '#contract/language/counter-limits.ts'
import { setIdle } from '../offline/keep-offline.ts'
import { Amount } from './amount.tsx'
import classes from './counter.module.css'
import type { Desk } from './desk.ts'
import { useShowGuests } from './display/show-guests.ts'
import { FreshCard, FreshCardKeys } from './fresh-card.tsx'
import { Greeting } from './greeting.tsx'
import { Hits } from './hits.tsx'
import { Keys } from './keys.tsx'
import { LostCard } from './lost-card.tsx'
import { NewCard } from './new-card.tsx'
import { useConnection } from './offline/connection.ts'
import { strangerOf } from './offline/guests.ts'
import { PaperPad } from './paper-pad.tsx'
import { PhoneCard } from './phone-card.tsx'
import { ReceiptCodeView } from './receipt-code.tsx'
import { SaidLine } from './said-line.tsx'
import { type TillActs, TopLine } from './top-line.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useCounter } from './use-counter.ts'
import { useNow } from './use-now.ts'

const Camera = lazy(() => import('./camera/camera.tsx'))

/** What stands in the place of the keys or the greeting, until it is done. */
type Aside = { kind: 'amount' | 'paper' | 'lost'; of: string | null } | { kind: 'camera' } | null

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
  officeAddress?: string
}

/** The page beside the till: one guest at a time, nothing to scroll, the scan field always ready. */
export function Counter({
  desk,
  who,
  store,
  business,
  banner,
  idleHint,
  officeAddress,
  ...acts
}: CounterProps) {
  const { t } = useTranslation('pos')
  const counter = useCounter(desk, who.key)
  const { view, said, busy, done } = counter.state
  const [typed, type] = useState('')
  const [aside, setAside] = useState<Aside>(null)
  const guest = view.kind === 'guest' ? view.guest : null
  const guestId = guest?.customerId ?? null
  const isFor = aside !== null && aside.kind !== 'camera' && aside.of === guestId
  const isAmount = isFor && aside.kind === 'amount' && (guestId !== null || view.kind === 'idle')
  const paper = desk.takePaper && guest?.paper
  const isPaper = isFor && aside.kind === 'paper' && guest !== null && paper !== undefined
  const isLost = isFor && aside.kind === 'lost' && guest !== null && desk.stopCard !== undefined
  const isCamera = aside?.kind === 'camera'
  const askAmount = () => setAside({ kind: 'amount', of: guestId })
  const back = () => setAside(null)
  useShowGuests(counter.state)
  const field = useRef<HTMLInputElement>(null)
  const { isOnline } = useConnection()
  const now = useNow().getTime()
  const mayUndo = done !== null && now - done.at < undoMinutes * 60_000
  const isIdle = view.kind === 'idle' && typed === '' && !busy && !mayUndo && aside === null
  useEffect(() => setIdle(isIdle), [isIdle])
  useEffect(() => {
    const isWriting = document.activeElement instanceof HTMLInputElement
    if (!isAmount && !isWriting) field.current?.focus()
  })

  const submit = () => {
    const text = typed.trim()
    type('')
    back()
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
      <TopLine name={who.name} store={store} {...acts} />
      <main className={classes.mid} aria-busy={busy} data-aside={isLost ? 'lost' : undefined}>
        <section className={classes.hello} data-view={view.kind} aria-live="polite">
          {said && <SaidLine said={said} />}
          {isCamera && (
            <Suspense>
              <Camera
                onRead={(text) => {
                  back()
                  counter.find(text)
                }}
                onClose={back}
              />
            </Suspense>
          )}
          {view.kind === 'idle' && !isCamera && (
            <Idle {...(idleHint && { hint: idleHint })} {...(officeAddress && { officeAddress })} />
          )}
          {view.kind === 'hits' && <Hits hits={view.hits} onChoose={counter.choose} />}
          {view.kind === 'new_card' && (
            <NewCard
              key={view.cardNumber}
              cardNumber={view.cardNumber}
              busy={busy}
              onEnroll={counter.enroll}
              {...(!isOnline && { onBook: () => counter.book(strangerOf(view.cardNumber)) })}
            />
          )}
          {view.kind === 'guest' && !isCamera && <Greeting guest={view.guest} />}
          {view.kind === 'code' && !isCamera && <ReceiptCodeView code={view.code} />}
          {view.kind === 'fresh_card' && !isCamera && <FreshCard business={business} {...view} />}
          {view.kind === 'guest' && !isCamera && (
            <div className={classes.words}>
              {desk.phoneCode && (
                <PhoneCard key={view.guest.customerId} guest={view.guest} ask={desk.phoneCode} />
              )}
              {desk.stopCard && isOnline && (
                <button
                  type="button"
                  className={classes.word}
                  onClick={() => setAside({ kind: 'lost', of: guestId })}
                >
                  {t('lostCard.open')}
                </button>
              )}
            </div>
          )}
        </section>
        <section className={classes.keys}>
          {view.kind === 'guest' && !isAmount && !isPaper && !isLost && (
            <Keys
              guest={view.guest}
              busy={busy}
              onRedeem={(reward) => counter.redeem(view.guest, reward)}
              onGive={(gift, article) => counter.give(view.guest, gift, article)}
              onBook={() => counter.book(view.guest)}
              onAmount={askAmount}
              {...(paper && { onPaper: () => setAside({ kind: 'paper', of: guestId }) })}
              onDone={counter.finish}
            />
          )}
          {isLost && desk.cardsOf && (
            <LostCard
              key={guest.customerId}
              ask={() => desk.cardsOf?.(guest) ?? Promise.resolve([])}
              busy={busy}
              onStop={(stop) => {
                back()
                counter.stopCard(guest, stop)
              }}
              onBack={back}
            />
          )}
          {isPaper && (
            <PaperPad
              paper={paper}
              busy={busy}
              onTake={(points) => {
                back()
                counter.takePaper(guest, points)
              }}
              onBack={back}
            />
          )}
          {isAmount && (
            <Amount
              busy={busy}
              onBook={(amount) => {
                back()
                if (view.kind === 'guest') counter.book(view.guest, amount)
                else counter.receiptCode(amount)
              }}
              onBack={back}
            />
          )}
          {view.kind === 'idle' && !isAmount && (
            <IdleKeys busy={busy} onFresh={counter.enrollFresh} onAmount={askAmount} />
          )}
          {view.kind === 'fresh_card' && (
            <FreshCardKeys onGo={() => counter.greet(view.guest)} onDone={counter.finish} />
          )}
          {view.kind === 'code' && (
            <button type="button" className={classes.key} onClick={counter.finish}>
              {t('done')}
            </button>
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
              if (event.key !== 'Escape') return
              type('')
              back()
              counter.finish()
            }}
          />
          <button
            type="button"
            className={classes.plain}
            onClick={() => setAside(isCamera ? null : { kind: 'camera' })}
          >
            {t('camera.open')}
          </button>
        </form>
        {done && <UndoBar done={done} busy={busy} onUndo={() => counter.undo(done)} />}
      </footer>
    </div>
  )
}

type IdleKeysProps = { busy: boolean; onFresh: () => void; onAmount: () => void }

/** What begins without a card. */
function IdleKeys({ busy, onFresh, onAmount }: IdleKeysProps) {
  const { t } = useTranslation('pos')
  return (
    <div className={classes.group}>
      <button type="button" className={classes.key} disabled={busy} onClick={onFresh}>
        {t('fresh.make')}
        <small>{t('fresh.makeWhat')}</small>
      </button>
      <button type="button" className={classes.key} disabled={busy} onClick={onAmount}>
        {t('code.without')}
        <small>{t('code.withoutWhat')}</small>
      </button>
    </div>
  )
}

function Idle({ hint, officeAddress }: { hint?: string; officeAddress?: string }) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('idle')}</h1>
      <p className={classes.tier}>{hint ?? t('idleHow')}</p>
      <p className={classes.words}>
        <a className={classes.quiet} href="/pos/display" target="stammgast-display">
          {t('display.open')}
        </a>
        {officeAddress && (
          <a className={classes.quiet} href={officeAddress}>
            {t('office')}
          </a>
        )}
      </p>
    </>
  )
}
