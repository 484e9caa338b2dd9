import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './counter.module.css'
import type { Desk, Guest } from './desk.ts'
import { FreshCard } from './fresh-card.tsx'
import { Greeting } from './greeting.tsx'
import { Hits } from './hits.tsx'
import { Idle, type WayOut } from './idle.tsx'
import { NewCard } from './new-card.tsx'
import { strangerOf } from './offline/guests.ts'
import { PhoneCard } from './phone-card.tsx'
import { OpenCodes, ReceiptCodeView } from './receipt-code.tsx'
import { SaidLine } from './said-line.tsx'
import type { useAside } from './use-aside.ts'
import type { useCounter } from './use-counter.ts'

const Camera = lazy(() => import('./camera/camera.tsx'))

export type BeforeOneProps = {
  desk: Desk
  counter: ReturnType<typeof useCounter>
  aside: ReturnType<typeof useAside>
  business: string
  isOnline: boolean
  idleHint?: string | undefined
  wayOut?: WayOut | undefined
}

/** Whom or what the counter has before it, and what just happened. */
export function BeforeOne(props: BeforeOneProps) {
  const { counter, aside } = props
  const { view, said } = counter.state
  return (
    <section className={classes.hello} data-view={view.kind} aria-live="polite">
      {said && <SaidLine said={said} />}
      {aside.open === 'camera' && (
        <Suspense>
          <Camera
            onRead={(text) => {
              aside.back()
              counter.find(text)
            }}
            onClose={aside.back}
          />
        </Suspense>
      )}
      <Shown {...props} />
    </section>
  )
}

/** Names and numbers that were asked for stay beside the camera; a guest does not. */
function Shown({ desk, counter, aside, business, isOnline, ...idle }: BeforeOneProps) {
  const { view, busy } = counter.state
  const isCamera = aside.open === 'camera'
  switch (view.kind) {
    case 'hits':
      return <Hits hits={view.hits} onChoose={counter.choose} />
    case 'new_card':
      return (
        <NewCard
          key={view.cardNumber}
          cardNumber={view.cardNumber}
          busy={busy}
          onEnroll={counter.enroll}
          {...(!isOnline && { onBook: () => counter.book(strangerOf(view.cardNumber)) })}
        />
      )
    case 'idle':
      return isCamera ? null : (
        <Idle
          hint={idle.idleHint}
          wayOut={idle.wayOut}
          onCodes={desk.openCodes && isOnline ? counter.openCodes : undefined}
        />
      )
    case 'guest':
      return isCamera ? null : (
        <>
          <Greeting guest={view.guest} />
          <Rarely guest={view.guest} {...{ desk, aside, isOnline }} />
        </>
      )
    case 'code':
      return isCamera ? null : <ReceiptCodeView business={business} code={view.code} />
    case 'codes':
      return isCamera ? null : <OpenCodes codes={view.codes} onChoose={counter.showCode} />
    case 'fresh_card':
      return isCamera ? null : <FreshCard business={business} {...view} />
  }
}

type RarelyProps = Pick<BeforeOneProps, 'desk' | 'aside' | 'isOnline'> & { guest: Guest }

function Rarely({ desk, aside, isOnline, guest }: RarelyProps) {
  const { t } = useTranslation('pos')
  return (
    <div className={classes.words}>
      {desk.phoneCode && <PhoneCard key={guest.customerId} guest={guest} ask={desk.phoneCode} />}
      {desk.stopCard && isOnline && (
        <button type="button" className={classes.word} onClick={() => aside.show('lost')}>
          {t('lostCard.open')}
        </button>
      )}
    </div>
  )
}
