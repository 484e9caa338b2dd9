import { type Office, openOffice } from './office.ts'

/** A café with a store and a stamp for each visit, its owner signed in. */
export async function openCafe(): Promise<Office> {
  const office = await openOffice()
  const { send } = office
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  await send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.15' })
  await send('PUT', '/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'stamps', way: { kind: 'per_visit', points: 1 } },
  })
  return office
}
