import { useState } from 'react'
import type { Desk, Guest } from './desk.ts'
import type { State } from './use-counter.ts'

/** What stands in the place of the keys or the greeting, until it is done. */
export type Aside = { kind: 'amount' | 'paper' | 'lost'; of: string | null } | { kind: 'camera' }

/** What of it holds now: for a guest who has left nothing is open any more. */
export function useAside(desk: Desk, { view }: State) {
  const [aside, setAside] = useState<Aside | null>(null)
  const guest = view.kind === 'guest' ? view.guest : null
  const guestId = guest?.customerId ?? null
  return {
    open: openFor(desk, aside, { guest, isIdle: view.kind === 'idle' }),
    isNone: aside === null,
    show: (kind: Exclude<Aside['kind'], 'camera'>) => setAside({ kind, of: guestId }),
    turnCamera: () => setAside(aside?.kind === 'camera' ? null : { kind: 'camera' }),
    back: () => setAside(null),
  }
}

type Before = { guest: Guest | null; isIdle: boolean }

function openFor(desk: Desk, aside: Aside | null, { guest, isIdle }: Before): Aside['kind'] | null {
  if (aside === null || aside.kind === 'camera') return aside?.kind ?? null
  if (aside.of !== (guest?.customerId ?? null)) return null
  switch (aside.kind) {
    case 'amount':
      return guest !== null || isIdle ? 'amount' : null
    case 'paper':
      return desk.takePaper && guest?.paper ? 'paper' : null
    case 'lost':
      return guest !== null && desk.stopCard ? 'lost' : null
  }
}
