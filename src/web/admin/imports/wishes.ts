import type { ImportMapping } from '#contract/language/import-mapping.ts'

/** What is corrected of the guess how a file is to be read. */
export type Wishes = Partial<ImportMapping>
