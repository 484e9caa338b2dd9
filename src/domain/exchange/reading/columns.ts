import {
  type ColumnReference,
  type ImportField,
  type ImportMapping,
  importFields,
} from '#contract/language/import-mapping.ts'
import { type Fault, Refusal } from '#kernel/errors.ts'
import { isReason } from './reason-column.ts'

/** Where each field stands in a row, from 0. */
export type ColumnPlaces = { [Field in ImportField]?: number } & { reason?: number }

/**
 * Finds the mapping's columns in a file.
 * @param width how many columns it has, where that is known of a file without a header
 * @throws Refusal naming each column the file does not have, and a missing date or amount
 */
export function placeColumns(
  mapping: ImportMapping,
  header: readonly string[] | null,
  width = header?.length ?? Number.POSITIVE_INFINITY,
): ColumnPlaces {
  const places: ColumnPlaces = {}
  const faults: Fault[] = []
  for (const field of importFields) {
    const reference = mapping.columns[field]
    if (reference === undefined) continue
    const place = placeOf(reference, header, width)
    if (place === undefined) faults.push(unknownColumn(field, reference))
    else places[field] = place
  }
  const reason = header?.findIndex(isReason) ?? -1
  if (reason >= 0) places.reason = reason
  if (mapping.columns.date === undefined) faults.push(missing('date'))
  if (mapping.columns.amount === undefined && mapping.columns.unitPrice === undefined) {
    faults.push(missing('amount'))
  }
  if (faults.length > 0) {
    throw new Refusal('malformed', faults[0]!.code, faults[0]!.message, faults)
  }
  return places
}

/** By the exact header, else by the header without regard to case, else by number from 1. */
function placeOf(
  reference: ColumnReference,
  header: readonly string[] | null,
  width: number,
): number | undefined {
  if (typeof reference === 'number') {
    return reference <= width ? reference - 1 : undefined
  }
  const exact = header?.indexOf(reference) ?? -1
  if (exact >= 0) return exact
  const folded = header?.findIndex((name) => fold(name) === fold(reference)) ?? -1
  return folded >= 0 ? folded : undefined
}

const fold = (name: string) => name.trim().toLowerCase()

function unknownColumn(field: ImportField, reference: ColumnReference): Fault {
  const message = `The file has no column ${JSON.stringify(reference)} (wanted for ${field}).`
  return { pointer: `/mapping/columns/${field}`, code: 'import_column_unknown', message }
}

const missing = (field: 'date' | 'amount'): Fault => ({
  pointer: `/mapping/columns/${field}`,
  code: `import_${field}_column_missing`,
  message: `No column was found that holds the ${field}.`,
})
