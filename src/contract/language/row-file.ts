import { z } from 'zod'

/** A file each of whose rows creates or changes one thing, looked at before it is taken. */
export const rowOutcomes = ['created', 'updated', 'unchanged', 'refused'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

const count = z.int().min(0)

export const rowCounts = z.object({
  ...{ read: count, created: count, updated: count, unchanged: count, refused: count },
})

export const fileColumns = z.array(
  z.object({
    header: z.string(),
    field: z.string().nullable().describe('null: the column is passed over'),
  }),
)

/** What is asked of such a file: whether it is only looked at, and how many rows are told. */
export const rowFileQuery = (rowsMax: number) => ({
  dryRun: z.enum(['yes', 'no']).default('yes'),
  rows: z.coerce.number().int().min(0).max(rowsMax).default(200),
})

/** Why nothing of it can be read. */
export const unreadableFile = [
  'import_file_empty',
  'import_file_excel',
  'import_file_binary',
] as const
