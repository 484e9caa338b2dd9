import type { Endpoint } from '../endpoint.ts'
import * as business from './business.ts'
import * as events from './events.ts'
import * as keys from './keys.ts'
import * as session from './session.ts'
import * as staff from './staff.ts'

const files: readonly object[] = [session, business, staff, keys, events]

/** Every line of the API, in the order of the document. */
export const allEndpoints: readonly Endpoint[] = files.flatMap((file) =>
  Object.values(file).filter(isEndpoint),
)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value
}
