import { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** How long a body may take. Files may take as long as they flow. */
export type Patience = {
  /** Without a byte. */
  silenceMillis: number
  /** In all, where a body is read into memory. */
  bodyMillis: number
}

export const defaultPatience: Patience = { silenceMillis: 60_000, bodyMillis: 5 * 60_000 }

/** Ends the connection of whoever announced a body and then keeps us waiting for it. */
export function awaitBody({ raw }: FastifyRequest, isFile: boolean, patience: Patience): void {
  const { socket, headers } = raw
  const isAnnounced =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  // Tests come without a socket.
  if (!isAnnounced || raw.complete || !(socket instanceof Socket)) return
  const end = () => socket.destroy()
  const deadline = isFile ? undefined : setTimeout(end, patience.bodyMillis)
  const rest = () => {
    clearTimeout(deadline)
    socket.setTimeout(0)
    socket.off('timeout', end).off('close', rest)
    raw.off('end', rest)
  }
  socket.setTimeout(patience.silenceMillis)
  socket.once('timeout', end).once('close', rest)
  raw.once('end', rest)
}
