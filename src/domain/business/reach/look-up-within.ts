import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPrivateAddress } from './private-address.ts'

/** Where we may go. `anywhere`: also unencrypted and within the own network. */
export type Reach = 'internet' | 'anywhere'

/** What the error of a name that leads inside bears as its code. */
export const privateAddressCode = 'EPRIVATE'

/** Every address of the name must be public: one of them alone would be the way in. */
export function lookupWithin(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      if (reach === 'internet' && found.some(({ address }) => isPrivateAddress(address))) {
        const refused = new Error('a private address')
        return callback(Object.assign(refused, { code: privateAddressCode }), [])
      }
      if (options.all) return callback(null, found)
      callback(null, found[0]!.address, found[0]!.family)
    })
  }
}

const namesInside = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/

/**
 * Whether a name or an address leads into a private network, as far as it shows without asking whom
 * the name belongs to.
 */
export function leadsInside(host: string): boolean {
  if (isIP(host)) return isPrivateAddress(host)
  return !host.includes('.') || namesInside.test(host.toLowerCase())
}
