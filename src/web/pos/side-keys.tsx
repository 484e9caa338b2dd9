import { useTranslation } from 'react-i18next'
import { Amount } from './amount.tsx'
import type { BeforeOneProps } from './before-one.tsx'
import classes from './counter.module.css'
import { FreshCardKeys } from './fresh-card.tsx'
import { IdleKeys } from './idle.tsx'
import { Keys } from './keys.tsx'
import { LostCard } from './lost-card.tsx'
import { PaperPad } from './paper-pad.tsx'
import { ReceiptCodeKeys } from './receipt-code.tsx'

type SideKeysProps = Pick<BeforeOneProps, 'desk' | 'counter' | 'aside'> & {
  /** Where there is no card. */
  asksAmount: boolean
}

/** What can be done with whom the counter has before it. */
export const SideKeys = (props: SideKeysProps) => (
  <section className={classes.keys}>
    <Pressed {...props} />
  </section>
)

function Pressed({ desk, counter, aside, asksAmount }: SideKeysProps) {
  const { t } = useTranslation('pos')
  const { view, busy } = counter.state
  const { back } = aside
  const guest = view.kind === 'guest' ? view.guest : null
  const done = (act: () => void) => {
    back()
    act()
  }
  if (aside.open === 'amount') {
    return (
      <Amount
        busy={busy}
        onBook={(amount) =>
          done(() => (guest ? counter.book(guest, amount) : counter.receiptCode(amount)))
        }
        onBack={back}
      />
    )
  }
  if (guest && aside.open === 'paper' && guest.paper) {
    return (
      <PaperPad
        paper={guest.paper}
        busy={busy}
        onTake={(points) => done(() => counter.takePaper(guest, points))}
        onBack={back}
      />
    )
  }
  if (guest && aside.open === 'lost') {
    return (
      <LostCard
        key={guest.customerId}
        ask={() => desk.cardsOf?.(guest) ?? Promise.resolve([])}
        busy={busy}
        onStop={(stop) => done(() => counter.stopCard(guest, stop))}
        onBack={back}
      />
    )
  }
  switch (view.kind) {
    case 'guest':
      return (
        <Keys
          guest={view.guest}
          busy={busy}
          onRedeem={(reward) => counter.redeem(view.guest, reward)}
          onGive={(gift, article) => counter.give(view.guest, gift, article)}
          onBook={() => counter.book(view.guest)}
          onAmount={() => aside.show('amount')}
          {...(desk.takePaper && view.guest.paper && { onPaper: () => aside.show('paper') })}
          onDone={counter.finish}
        />
      )
    case 'idle':
      return (
        <IdleKeys
          busy={busy}
          asksAmount={asksAmount}
          onFresh={counter.enrollFresh}
          onWithout={() => {
            counter.beginAnew()
            if (asksAmount) aside.show('amount')
            else counter.receiptCode(null)
          }}
        />
      )
    case 'fresh_card':
      return <FreshCardKeys onGo={() => counter.greet(view.guest)} onDone={counter.finish} />
    case 'code':
      return <ReceiptCodeKeys onDone={counter.finish} />
    case 'codes':
      return (
        <button type="button" className={classes.key} onClick={counter.finish}>
          {t('done')}
        </button>
      )
    case 'hits':
    case 'new_card':
      return null
  }
}
