import type { Guest, ReceiptCode } from '../desk.ts'
import type { State } from '../use-counter.ts'

/** What a guest reads while they are served: nothing that is nobody's business but theirs. */
export type Shown =
  | { kind: 'idle' }
  | { kind: 'code'; code: string; amount: number | null }
  /** Their own card, to be taken onto the phone from here. */
  | { kind: 'card'; cardNumber: string; code: string; link: string }
  | {
      kind: 'guest'
      firstName: string | null
      cards: readonly { name: string; places: number; filled: number; reward: string | null }[]
      points: readonly { name: string; balance: number }[]
      /** What just happened to them. */
      said:
        | { kind: 'booked'; gained: readonly Gained[]; nextStampAt: string | null }
        | { kind: 'redeemed'; name: string }
        | null
    }
type Gained = { name: string; points: number }

export function shownOf({ view, said }: Pick<State, 'view' | 'said'>): Shown {
  switch (view.kind) {
    case 'guest':
      return { kind: 'guest', ...standingOf(view.guest), said: saidOf(said) }
    case 'code':
      return codeOf(view.code)
    case 'fresh_card': {
      if (view.code === null) return { kind: 'idle' }
      const { cardNumber, code, link } = view.code
      return { kind: 'card', cardNumber, code, link }
    }
    case 'idle':
    case 'hits':
    case 'new_card':
    // Of codes of several guests none is shown to one.
    case 'codes':
      return { kind: 'idle' }
  }
}

const codeOf = ({ code, amount }: ReceiptCode): Shown => ({
  ...{ kind: 'code', code },
  amount: amount?.amount ?? null,
})

const standingOf = ({ name, cards, points }: Guest) => ({
  firstName: name === null ? null : (name.trim().split(/\s+/)[0] ?? null),
  cards: cards.map(({ name: card, places, filled, fullCards, reward }) => ({
    ...{ name: card, places },
    // A full card is shown full: it is what the guest holds in the hand.
    filled: filled === 0 && fullCards > 0 ? places : filled,
    reward: fullCards > 0 ? reward : null,
  })),
  points:
    cards.length > 0 ? [] : points.map(({ name: called, balance }) => ({ name: called, balance })),
})

function saidOf(said: State['said']): Extract<Shown, { kind: 'guest' }>['said'] {
  if (said?.kind === 'booked') {
    const { gained, unearned, earns } = said
    const isCounted = unearned?.kind === 'visit_counted' && earns === 'stamps'
    return { kind: 'booked', gained, nextStampAt: isCounted ? unearned.nextAt : null }
  }
  if (said?.kind === 'redeemed' || said?.kind === 'given') {
    return { kind: 'redeemed', name: said.name }
  }
  return null
}
