import type { FileReply } from '#contract/route.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import type { Face } from './face.ts'
import { iconOf } from './icon.ts'
import type { Issuer } from './issuers.ts'
import type { Pass } from './passes.ts'
import { walletWords } from './words.ts'

type Making = {
  issuer: Issuer<'apple'>
  pass: Pick<Pass, 'passId' | 'token'>
  face: Face
  /** A PNG; null: the business has none. */
  logo: Buffer | null
  /** Under which the program is reached: phones ask there. */
  origin: string
}

export const passContentType = 'application/vnd.apple.pkpass'

/** A card as a signed pass. Loaded by the first who makes one. */
export async function makeApplePass({ issuer, face, logo, ...making }: Making): Promise<FileReply> {
  const { PKPass } = await import('passkit-generator')
  const icon = [29, 58, 87].map((pixels) => iconOf(face.accent, pixels))
  const pass = new PKPass(
    {
      'pass.json': Buffer.from(JSON.stringify(passOf({ issuer, face, ...making }))),
      ...{ 'icon.png': icon[0]!, 'icon@2x.png': icon[1]!, 'icon@3x.png': icon[2]! },
      ...(logo ? { 'logo.png': logo, 'logo@2x.png': logo } : {}),
    },
    { wwdr: issuer.issuedBy, signerCert: issuer.certificate, signerKey: issuer.key },
  )
  return { contentType: passContentType, fileName: 'card.pkpass', content: pass.getAsBuffer() }
}

/** The content of pass.json, as Apple's "Pass Design and Creation" names it. */
export function passOf({ issuer, pass, face, origin }: Omit<Making, 'logo'>): object {
  const words = walletWords(face.language)
  const shared = {
    ...{ formatVersion: 1, passTypeIdentifier: issuer.passType, teamIdentifier: issuer.team },
    ...{ serialNumber: pass.passId, authenticationToken: pass.token },
    // Phones refuse passes that name an address without TLS.
    ...(origin.startsWith('https:') ? { webServiceURL: `${origin}/api/v1/wallet/apple` } : {}),
    ...{ organizationName: face.business, logoText: face.business, description: words.card },
    ...{ backgroundColor: rgbOf(face.accent), foregroundColor: white, labelColor: white },
    sharingProhibited: true,
  }
  if (face.kind === 'void') {
    return {
      ...shared,
      voided: true,
      storeCard: { primaryFields: [fieldOf('void', '', words.gone)] },
    }
  }
  return {
    ...shared,
    barcodes: [
      {
        ...{ format: 'PKBarcodeFormatQR', message: face.cardNumber },
        ...{ messageEncoding: 'iso-8859-1', altText: groupedCardNumber(face.cardNumber) },
      },
    ],
    storeCard: {
      primaryFields: face.stamps
        .slice(0, 1)
        .map(({ name, filled, places }) => fieldOf('stamps', name, words.of(filled, places))),
      headerFields: face.points
        .slice(0, 1)
        .map(({ name, balance }) => ({ ...fieldOf('points', name, balance), changeMessage: '%@' })),
      secondaryFields: face.stamps.map(({ reward, ready }, place) =>
        fieldOf(`reward-${place}`, ready ? words.ready : words.full, reward),
      ),
      backFields: face.points.map(({ name, balance }, place) =>
        fieldOf(`points-${place}`, name, balance),
      ),
    },
  }
}

const fieldOf = (key: string, label: string, value: string | number) => ({ key, label, value })

const white = 'rgb(255, 255, 255)'
const rgbOf = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
