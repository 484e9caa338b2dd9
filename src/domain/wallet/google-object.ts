import { importPKCS8, SignJWT } from 'jose'
import { groupedCardNumber } from '#kernel/card-number.ts'
import type { Face } from './face.ts'
import type { Issuer } from './issuers.ts'
import { walletWords } from './words.ts'

const saveAddress = 'https://pay.google.com/gp/v/save/'

/** Of a card, as Google names it: its issuer and a number of ours. */
export const objectIdOf = ({ issuer }: Issuer<'google'>, passId: string) => `${issuer}.${passId}`

/** What stands on a card: the object of a loyalty card, as the API of Google Wallet names it. */
export function objectOf(issuer: Issuer<'google'>, passId: string, face: Face): object {
  const about = { id: objectIdOf(issuer, passId), classId: `${issuer.issuer}.stammgast` }
  if (face.kind === 'void') return { ...about, state: 'INACTIVE' }
  const words = walletWords(face.language)
  const [points, more] = face.points
  return {
    ...about,
    state: 'ACTIVE',
    accountId: groupedCardNumber(face.cardNumber),
    barcode: {
      ...{ type: 'QR_CODE', value: face.cardNumber },
      alternateText: groupedCardNumber(face.cardNumber),
    },
    ...(points ? { loyaltyPoints: pointsOf(points) } : {}),
    ...(more ? { secondaryLoyaltyPoints: pointsOf(more) } : {}),
    textModulesData: face.stamps.map(({ name, filled, places, reward }, place) => ({
      ...{ id: `stamps_${place}`, header: name },
      body: `${words.of(filled, places)}: ${reward}`,
    })),
  }
}

const pointsOf = ({ name, balance }: { name: string; balance: number }) => ({
  ...{ label: name, balance: { int: balance } },
})

type Saving = { issuer: Issuer<'google'>; passId: string; face: Face; origin: string; now: Date }

/** Opens Google Wallet with the card in it; signed, so that nobody makes cards but the business. */
export async function saveLink({ issuer, passId, face, origin, now }: Saving): Promise<string> {
  const loyaltyClass = {
    id: `${issuer.issuer}.stammgast`,
    ...{ issuerName: face.business, programName: face.business, reviewStatus: 'UNDER_REVIEW' },
    hexBackgroundColor: face.accent,
    programLogo: { sourceUri: { uri: `${origin}/api/v1/business/logo` } },
  }
  const payload = {
    loyaltyClasses: [loyaltyClass],
    loyaltyObjects: [objectOf(issuer, passId, face)],
  }
  const token = await new SignJWT({ typ: 'savetowallet', origins: [origin], payload })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(issuer.account)
    .setAudience('google')
    .setIssuedAt(now)
    .sign(await importPKCS8(issuer.key, 'RS256'))
  return `${saveAddress}${token}`
}
