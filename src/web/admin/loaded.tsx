import type { ReactNode } from 'react'
import type { Problem } from '../client/index.ts'
import { StateLoading } from '../design/state-loading.tsx'
import { PageFailed } from './page-failed.tsx'

type LoadedProps<Reply> = {
  reply: {
    data: Reply | undefined
    error: Problem | null
    refetch: () => unknown
  }
  shape: 'page' | 'figures' | 'rows' | 'chart'
  children: (reply: Reply) => ReactNode
}

/** A reply in its three states; what was once there stays while it is asked for again. */
export function Loaded<Reply>({ reply, shape, children }: LoadedProps<Reply>) {
  if (reply.data !== undefined) return children(reply.data)
  if (reply.error) {
    const again = () => reply.refetch()
    return <PageFailed error={reply.error} onRetry={again} isPage={shape === 'page'} />
  }
  return <StateLoading shape={shape} />
}
