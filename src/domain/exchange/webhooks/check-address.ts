import { leadsInside, type Reach } from '#domain/business/reach/look-up-within.ts'
import { malformed } from '#kernel/errors.ts'

/**
 * The address as it is kept. What a name leads to is looked at again each time something is sent:
 * it may change.
 * @throws Refusal for an address that no message will be sent to
 */
export function checkAddress(text: string, reach: Reach): string {
  if (!URL.canParse(text)) throw refused('This is no address such as https://shop.example.com/in.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && reach === 'anywhere')) {
    throw refused('The address must begin with https.')
  }
  if (url.username || url.password) throw refused('The address must not hold a password.')
  if (reach === 'internet' && leadsInside(hostOf(url))) {
    throw refused('The address leads into a private network.')
  }
  url.hash = ''
  return url.href
}

/** A name, or an address without the brackets it has in a URL. */
export const hostOf = ({ hostname }: URL): string =>
  hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

const refused = (message: string) => malformed('webhook_address_refused', message, '/url')
