import { isIP } from 'node:net'
import { leadsInside } from '../reach/look-up-within.ts'
import { PlaceFault, type Reachable } from './place.ts'
import { openS3 } from './s3-store.ts'
import { openSftp } from './sftp-store.ts'
import type { Store } from './store.ts'

/** Goes there. @throws PlaceFault where nobody gets in */
export async function openStore({ address, secret, reach }: Reachable): Promise<Store> {
  const host = address.kind === 's3' ? hostOf(address.endpoint) : address.host
  if (reach === 'internet' && leadsInside(host)) throw new PlaceFault('place_address_private')
  switch (address.kind) {
    case 's3':
      if (!secret || !('secretKey' in secret)) throw new PlaceFault('place_secret_missing')
      return openS3(address, secret.secretKey, reach)
    case 'sftp':
      if (secret && 'secretKey' in secret) throw new PlaceFault('place_secret_missing')
      return await openSftp({ address, secret, reach })
  }
}

/** Uses a place and leaves it, however that ends; what is under way ends with the signal. */
export async function atPlace<T>(
  reachable: Reachable,
  signal: AbortSignal,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(reachable)
  const leave = () => store.breakOff()
  signal.addEventListener('abort', leave)
  try {
    return await use(store)
  } finally {
    signal.removeEventListener('abort', leave)
    await store.close()
  }
}

/** A name, or an address without the brackets it has in a URL. */
function hostOf(endpoint: string): string {
  const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? host : host.replace(/\.$/, '')
}
