import { malformed } from '#kernel/errors.ts'
import { hashPassword, isPassword } from '../password.ts'

/**
 * As slow as a password's: a PIN is asked for once a minute at most, and a stolen copy of the
 * database must not give up ten thousand PINs at once.
 */
export async function hashPin(pin: string): Promise<string> {
  if (isEasy(pin)) {
    throw malformed('pin_too_easy', 'Somebody would guess this PIN. Choose another one.', '/pin')
  }
  return await hashPassword(pin)
}

export const isPin = isPassword

/** One digit again and again, or digits in order, up or down. */
export function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, place) => digit - digits[place]!))
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1
}
