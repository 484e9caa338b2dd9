import { execFileSync } from 'node:child_process'
import { createHash, createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What signs passes brings this along; Node itself reads certificates and makes none. */
const forge = createRequire(createRequire(import.meta.url).resolve('passkit-generator'))(
  'node-forge',
)

export type Chain = { root: string; issuedBy: string; certificate: string; key: string }

/** A root, one it signed, and one that signs passes: as Apple's own stand. */
export function makeChain(passType: string): Chain {
  const [rootKey, issuerKey, ownKey] = [newKey(), newKey(), newKey()]
  const root = certify('Root', rootKey, { name: 'Root', key: rootKey }, true)
  const issuedBy = certify('Issuer', issuerKey, { name: 'Root', key: rootKey }, true)
  const certificate = certify(passType, ownKey, { name: 'Issuer', key: issuerKey }, false)
  return { root, issuedBy, certificate, key: ownKey }
}

const newKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey

let serial = 0x1000

function certify(
  name: string,
  key: string,
  issuer: { name: string; key: string },
  isAuthority: boolean,
): string {
  const certificate = forge.pki.createCertificate()
  const privateKey = forge.pki.privateKeyFromPem(key)
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e)
  certificate.serialNumber = (serial++).toString(16)
  certificate.validity.notBefore = new Date('2026-01-01T00:00:00Z')
  certificate.validity.notAfter = new Date('2046-01-01T00:00:00Z')
  certificate.setSubject([{ name: 'commonName', value: name }])
  certificate.setIssuer([{ name: 'commonName', value: issuer.name }])
  certificate.setExtensions([
    { name: 'basicConstraints', cA: isAuthority },
    ...(isAuthority ? [{ name: 'keyUsage', keyCertSign: true }] : []),
  ])
  certificate.sign(forge.pki.privateKeyFromPem(issuer.key), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}

/** The files of a pass, which is a ZIP whose files are stored as they are. */
export function filesIn(pass: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = 0; pass.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name, extra] = [
      pass.readUInt32LE(at + 18),
      pass.readUInt16LE(at + 26),
      pass.readUInt16LE(at + 28),
    ]
    const start = at + 30 + name + extra
    files.set(pass.toString('utf8', at + 30, at + 30 + name), pass.subarray(start, start + size))
    at = start + size
  }
  return files
}

/**
 * Whether a pass is what its certificate signed: the manifest names every file by its hash, the
 * signature (PKCS 7) signs the manifest, and the chain leads to the root. @throws where it is not
 */
export function verifyPass(pass: Buffer, chain: Chain, folder: string): void {
  const files = filesIn(pass)
  const [manifest, signature] = [files.get('manifest.json')!, files.get('signature')!]
  const named: Record<string, string> = JSON.parse(manifest.toString())
  const others = [...files.keys()].filter((name) => !/^(manifest\.json|signature)$/.test(name))
  if (Object.keys(named).sort().join() !== others.sort().join()) throw new Error('other files')
  for (const [name, hash] of Object.entries(named)) {
    const own = createHash('sha1').update(files.get(name)!).digest('hex')
    if (own !== hash) throw new Error(`${name} was changed`)
  }
  verifySignature(manifest, signature, chain)
  verifyByOpenssl({ manifest, signature }, chain, folder)
}

function verifySignature(manifest: Buffer, signature: Buffer, chain: Chain): void {
  const message = forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(signature.toString('latin1')))
  const { authenticatedAttributes, signature: signed, digestAlgorithm } = message.rawCapture
  const set = forge.asn1.create(
    forge.asn1.Class.UNIVERSAL,
    forge.asn1.Type.SET,
    true,
    authenticatedAttributes,
  )
  const attributes = Buffer.from(forge.asn1.toDer(set).getBytes(), 'latin1')
  const algorithm = forge.pki.oids[forge.asn1.derToOid(digestAlgorithm)]
  if (!attributes.includes(createHash(algorithm).update(manifest).digest())) {
    throw new Error('another manifest was signed')
  }
  const own = new X509Certificate(chain.certificate)
  const verifier = createVerify(`RSA-${algorithm.toUpperCase()}`).update(attributes)
  if (!verifier.verify(own.publicKey, Buffer.from(signed, 'latin1'))) throw new Error('not signed')
  const issuer = new X509Certificate(chain.issuedBy)
  const isChain =
    own.verify(issuer.publicKey) && issuer.verify(new X509Certificate(chain.root).publicKey)
  if (!isChain) throw new Error('the chain does not lead to the root')
}

/** Where there is an openssl, it is asked too. */
function verifyByOpenssl(
  { manifest, signature }: { manifest: Buffer; signature: Buffer },
  { root }: Chain,
  folder: string,
): void {
  const at = (name: string, content: Buffer | string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const paths = {
    manifest: at('manifest.json', manifest),
    signature: at('signature', signature),
    root: at('root.pem', root),
  }
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
  } catch {
    return
  }
  execFileSync(
    'openssl',
    [
      ...['smime', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any'],
      ...['-in', paths.signature, '-content', paths.manifest, '-CAfile', paths.root],
    ],
    { stdio: 'pipe' },
  )
}
