import { BlockList, isIP } from 'node:net'

/** Of the registries of special-purpose addresses of the IANA: what leads to no one outside. */
const notPublic = new BlockList()
const networks4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Among them where clouds tell a machine its secrets.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
for (const [network, bits] of networks4) notPublic.addSubnet(network, bits, 'ipv4')
/** Within what is public otherwise; some of them carry an address of the older kind inside. */
const networks6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const
for (const [network, bits] of networks6) notPublic.addSubnet(network, bits, 'ipv6')

const publicSpace = new BlockList()
publicSpace.addSubnet('2000::', 3, 'ipv6')

/** Whether an address belongs to this machine, its network or nobody, rather than to the internet. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return notPublic.check(address, 'ipv4')
    case 6:
      return !publicSpace.check(address, 'ipv6') || notPublic.check(address, 'ipv6')
    default:
      return true
  }
}
