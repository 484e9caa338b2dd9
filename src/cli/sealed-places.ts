import { randomText } from '#domain/business/api-keys.ts'
import type { SealedPlaces } from '#domain/business/rotate-secret.ts'
import { newSecret } from '#domain/exchange/webhooks/signing.ts'

/** Everything the program's secret seals; a new purpose does not compile until it stands here. */
export const sealedPlaces: SealedPlaces = {
  'kept key': [{ table: 'kept_keys', column: 'sealed', whenLost: 'row goes' }],
  // Sealed by a kept key.
  'idempotency reply': [],
  'connection secret': [{ table: 'connections', column: 'secret', whenLost: () => randomText(40) }],
  delivery: [{ table: 'deliveries', column: 'body', whenLost: 'row goes' }],
  'webhook secret': [
    { table: 'webhooks', column: 'secret', whenLost: newSecret },
    { table: 'webhooks', column: 'former_secret', whenLost: 'emptied' },
  ],
  authenticator: [{ table: 'authenticators', column: 'secret', whenLost: 'row goes' }],
  'guest ask': [{ table: 'guest_asks', column: 'content', whenLost: 'row goes' }],
  mail: [{ table: 'mails', column: 'content', whenLost: 'row goes' }],
  'mail password': [{ table: 'mail_settings', column: 'password', whenLost: 'emptied' }],
  'wallet key': [{ table: 'wallet_issuers', column: 'key', whenLost: 'row goes' }],
  'wallet token': [{ table: 'wallet_passes', column: 'token', whenLost: 'row goes' }],
  'provider secret': [{ table: 'sign_in_provider', column: 'client_secret', whenLost: 'emptied' }],
  'place secret': [{ table: 'outside_places', column: 'secret', whenLost: 'emptied' }],
}
