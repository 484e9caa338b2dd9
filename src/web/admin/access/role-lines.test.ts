import { expect, test } from 'vitest'
import { linesOf, rolesOf } from './role-lines.ts'

test('roles by claim are read as they were written, and a wrong line is none', () => {
  const map = { 'Leitung Nord': 'store_manager', kasse: 'cashier' } as const
  expect(rolesOf(`${linesOf(map)}\n\n`)).toEqual(map)
  expect(rolesOf('kasse = chef')).toBeNull()
  expect(rolesOf('kasse')).toBeNull()
  expect(rolesOf('')).toEqual({})
})
