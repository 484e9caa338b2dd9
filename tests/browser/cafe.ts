import { type Office, openOffice } from './office.ts'

/** A café with a store and a stamp for each visit, its owner signed in. */
export async function openCafe(): Promise<Office> {
  const office = await openWithStamps()
  await office.send('PUT', '/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'stamps', way: { kind: 'per_visit', points: 1 } },
  })
  return office
}

/** The same with three stamps for each purchase, which is what oat milk costs. */
export async function openMilkBar(): Promise<Office> {
  const office = await openWithStamps()
  const { send } = office
  await send('PUT', '/programs/rules/purchase', {
    ...{ name: 'Einkauf', currency: 'stamps', way: { kind: 'per_purchase', points: 3 } },
  })
  await send('PUT', '/gift-articles/milk', { name: 'Hafermilch', cost: 20, counted: false })
  await send('PUT', '/rewards/milk', {
    ...{ name: 'Hafermilch dazu', currency: 'stamps', price: 3, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'milk' },
  })
  return office
}

async function openWithStamps(): Promise<Office> {
  const office = await openOffice()
  const { send } = office
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  await send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.15' })
  return office
}
