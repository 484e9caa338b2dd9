import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Imports, openImports, result } from '../../../tests/imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.database.close())

type Line = { cents: number; fault: 'none' | 'date' | 'amount' }
type Receipt = { store: string; day: number; customer: string; lines: Line[] }

const line: fc.Arbitrary<Line> = fc.record({
  cents: fc.integer({ min: -2_000, max: 5_000 }),
  fault: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'date', 'amount'),
})
const receipts = fc.array(
  fc.record({
    store: fc.constantFrom('Nord', 'Süd'),
    day: fc.integer({ min: 1, max: 28 }),
    customer: fc.constantFrom('', 'anna', 'bea', 'carl'),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
)

let files = 0

it('receipts in any order of rows are counted whole or refused whole, and once', async () => {
  const property = fc.asyncProperty(receipts, fc.integer(), async (made, seed) => {
    const prefix = `f${++files}`
    const rows = made.flatMap((receipt, number) => rowsOf(receipt, `${prefix}-${number}`))
    const sound = made.filter(({ lines }) => lines.every(({ fault }) => fault === 'none'))
    const accepted = sound.reduce((sum, { lines }) => sum + lines.length, 0)
    const named = sound.filter(({ customer }) => customer !== '')
    const before = await imports.figures()

    const first = result(await imports.importFile(fileOf(shuffled(rows, seed))))
    expect(first).toMatchObject({ accepted, duplicates: 0, refused: rows.length - accepted })
    expect(first.customers).toBe(new Set(named.map(({ customer }) => customer)).size)
    const after = await imports.figures()
    const revenue = named.flatMap(({ lines }) => lines).reduce((sum, { cents }) => sum + cents, 0)
    expect(after.revenue - before.revenue).toBe(revenue)

    const again = result(await imports.importFile(fileOf(shuffled(rows, seed + 1))))
    expect(again).toMatchObject({ accepted: 0, duplicates: accepted, customers: first.customers })
    expect(await imports.figures()).toEqual(after)
  })
  await fc.assert(property, { numRuns: 12 })
  await imports.noDifference()
})

const header = 'Filiale;Bonnummer;Datum;Kunde;Betrag'
const fileOf = (rows: string[]) => [header, ...rows].join('\n')

function rowsOf({ store, day, customer, lines }: Receipt, number: string): string[] {
  return lines.map(({ cents, fault }, at) => {
    const date = fault === 'date' ? 'unbekannt' : `${day}.3.2026`
    const amount = fault === 'amount' ? 'viel' : (cents / 100).toFixed(2).replace('.', ',')
    // The customer may stand on the first line only.
    return [store, number, date, at === 0 || day % 2 === 0 ? customer : '', amount].join(';')
  })
}

/** Any order, the same for the same seed. */
function shuffled<T>(rows: readonly T[], seed: number): T[] {
  return rows
    .map((row, at) => ({ row, rank: Math.sin(seed + at * 12.9898) * 43758.5453 }))
    .sort((a, b) => (a.rank % 1) - (b.rank % 1))
    .map(({ row }) => row)
}
