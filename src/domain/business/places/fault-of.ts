import type { PlaceFailure } from '#contract/endpoints/places.ts'
import { errorCode } from '#database/error-code.ts'
import { privateAddressCode } from '../reach/look-up-within.ts'
import { PlaceFault } from './place.ts'

/** Which fault an error of the way there is; null: it is of something else. */
export function wayFault(error: unknown): PlaceFault | null {
  if (error instanceof PlaceFault) return error
  const code = failureOfWay(errorCode(error) ?? '')
  return code && new PlaceFault(code, { cause: error })
}

function failureOfWay(code: string): PlaceFailure | null {
  switch (code) {
    case privateAddressCode:
      return 'place_address_private'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'place_not_found'
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'place_unreachable'
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return 'place_broken_off'
    default:
      return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)
        ? 'place_certificate_invalid'
        : null
  }
}
