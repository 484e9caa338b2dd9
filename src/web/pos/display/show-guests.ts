import { useEffect } from 'react'
import type { State } from '../use-counter.ts'
import { type Shown, shownOf } from './shown.ts'

/** Windows of this browser on this device hear each other here, and nobody else does. */
const channelName = 'stammgast-display'
/** What a window that opens asks; whoever stands at the counter answers. */
const asking = 'what is shown?'

/** Tells the second window what a guest may read. */
export function useShowGuests({ view, said }: Pick<State, 'view' | 'said'>): void {
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const channel = new BroadcastChannel(channelName)
    const show = () => channel.postMessage(shownOf({ view, said }))
    channel.addEventListener('message', ({ data }) => {
      if (data === asking) show()
    })
    show()
    return () => {
      channel.postMessage({ kind: 'idle' } satisfies Shown)
      channel.close()
    }
  }, [view, said])
}

/** Hears what is shown, until it is called. */
export function hearShown(onShown: (shown: Shown) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }) => {
    // The counter's own words; the other message is a question.
    if (data !== asking) onShown(data as Shown)
  })
  channel.postMessage(asking)
  return () => channel.close()
}
