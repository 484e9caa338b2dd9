import { expect, test } from 'vitest'
import { hashPin, isEasy, isPin } from './pin.ts'

test('a PIN that everybody tries first is none', async () => {
  expect(['0000', '1234', '98765', '77777777'].map(isEasy)).toEqual([true, true, true, true])
  expect(['4071', '1235', '2468', '1122'].map(isEasy)).toEqual([false, false, false, false])
  await expect(hashPin('4321')).rejects.toMatchObject({ code: 'pin_too_easy' })
})

test('is kept as a hash that knows it again, and no other', async () => {
  const hash = await hashPin('4071')
  expect(hash).not.toContain('4071')
  expect([await isPin('4071', hash), await isPin('4072', hash), await isPin('4071', null)]).toEqual(
    [true, false, false],
  )
})
