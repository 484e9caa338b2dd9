import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { SFTPWrapper } from 'ssh2'
import Client from 'ssh2-sftp-client'
import { lookupWithin, type Reach } from '../reach/look-up-within.ts'
import { wayFault } from './fault-of.ts'
import { PlaceFault, type PlaceSecret, type SftpTried } from './place.ts'

const readyMillisMax = 20_000
const aliveEveryMillis = 10_000

export type SftpEntrance = { address: SftpTried; secret: PlaceSecret | null; reach: Reach }

export type SftpConnection = {
  sftp: SFTPWrapper
  hostKey: string
  /** Fails when the connection is gone, however it went. */
  broken: Promise<never>
  breakOff(): void
  close(): Promise<void>
}

/**
 * Goes in where the server's key is the one we know. The password is sent to no other server, and
 * where no key is known yet to none at all.
 */
export async function connectSftp(entrance: SftpEntrance): Promise<SftpConnection> {
  const { address, secret, reach } = entrance
  const client = new Client('stammgast', { error: ignore, end: ignore, close: ignore })
  const seen = { hostKey: '' }
  const socket = await reachServer(address, reach)
  const broken = once(socket, 'close').then(() => {
    throw new PlaceFault('place_broken_off')
  })
  broken.catch(ignore)
  try {
    const sftp = await client.connect({
      ...{ sock: socket, username: address.user, ...(secret ?? {}) },
      ...{ readyTimeout: readyMillisMax, keepaliveInterval: aliveEveryMillis },
      hostVerifier: (key: Buffer) => {
        seen.hostKey = fingerprintOf(key)
        return seen.hostKey === address.hostKey
      },
    })
    return {
      ...{ sftp, broken, hostKey: seen.hostKey },
      breakOff: () => socket.destroy(),
      close: async () => {
        if (socket.destroyed) return
        await client.end().catch(ignore)
        socket.destroy()
      },
    }
  } catch (error) {
    socket.destroy()
    throw entranceFault(error, entrance, seen.hostKey)
  }
}

/** What breaks is told to whoever asked for something; beside that there is nobody to tell. */
const ignore = () => undefined

async function reachServer({ host, port }: SftpTried, reach: Reach): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true, lookup: lookupWithin(reach) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(readyMillisMax) })
    socket.on('error', ignore)
    return socket
  } catch (error) {
    socket.destroy()
    throw wayFault(error) ?? new PlaceFault('place_unreachable', { cause: error })
  }
}

/** As `ssh-keygen -l` shows it. */
const fingerprintOf = (key: Buffer) =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

function entranceFault(error: unknown, entrance: SftpEntrance, hostKey: string): PlaceFault {
  const { address, secret } = entrance
  const fault = { hostKey, cause: error }
  if (hostKey !== '' && hostKey !== address.hostKey) {
    const isNew = address.hostKey === null
    return new PlaceFault(isNew ? 'place_host_key_unknown' : 'place_host_key_changed', fault)
  }
  const words = error instanceof Error ? error.message : ''
  if (/authentication methods failed|authentication failure/i.test(words))
    return new PlaceFault(secret ? 'place_sign_in_refused' : 'place_secret_missing', fault)
  if (/privateKey|passphrase/i.test(words)) return new PlaceFault('place_key_unreadable', fault)
  return wayFault(error) ?? new PlaceFault('place_unreachable', { cause: error })
}
