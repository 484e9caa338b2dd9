import { expect, test } from 'vitest'
import { hashPin, isEasy, isPin } from './pin.ts'

test('a PIN that everybody tries first is none', async () => {
  expect(['0000', '1234', '98765', '77777777'].map(isEasy)).toEqual([true, true, true, true])
  expect(['4071', '1235', '2468', '1122'].map(isEasy)).toEqual([false, false, false, false])
  await expect(hashPin('4321')).rejects.toMatchObject({ code: 'pin_too_easy' })
})

test('is kept as a hash that knows it again, and no other', async () => {
  // Four digits alone stand in one of a few hundred hashes by chance.
  const [pin, other] = ['40718263', '40718264']
  const hash = await hashPin(pin)
  expect(hash).not.toContain(pin)
  expect([await isPin(pin, hash), await isPin(other, hash), await isPin(pin, null)]).toEqual([
    true,
    false,
    false,
  ])
})
