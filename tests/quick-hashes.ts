import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Passwords of people in tests are hashed as everywhere, but with a thousandth of the work: each of
 * them would take some 50 ms, and there are thousands. The program itself knows no such thing.
 */
const thorough = crypto.scrypt
const ofPasswords = 16_384
const ofTests = 16

type Done = (error: Error | null, key: Buffer) => void

function quick(
  secret: BinaryLike,
  salt: BinaryLike,
  bytes: number,
  cost: ScryptOptions,
  done: Done,
) {
  const N = cost.N === ofPasswords ? ofTests : cost.N
  thorough(secret, salt, bytes, { ...cost, ...(N !== undefined && { N }) }, done)
}

if (thorough.name !== quick.name) {
  crypto.scrypt = quick as typeof thorough
  syncBuiltinESMExports()
}
