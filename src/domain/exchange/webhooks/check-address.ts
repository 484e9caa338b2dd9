import { isIP } from 'node:net'
import { malformed } from '#kernel/errors.ts'
import { isPrivateAddress } from './private-address.ts'

/** Where messages may go. `anywhere`: also unencrypted and within the own network. */
export type Reach = 'internet' | 'anywhere'

const namesInside = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/

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
  if (reach === 'internet' && leadsInside(url)) {
    throw refused('The address leads into a private network.')
  }
  url.hash = ''
  return url.href
}

/** As far as it shows without asking whom the name belongs to. */
function leadsInside(url: URL): boolean {
  const host = hostOf(url)
  if (isIP(host)) return isPrivateAddress(host)
  return !host.includes('.') || namesInside.test(host)
}

/** A name, or an address without the brackets it has in a URL. */
export const hostOf = ({ hostname }: URL): string =>
  hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

const refused = (message: string) => malformed('webhook_address_refused', message, '/url')
