import type { Context } from '#database/context.ts'
import type { Within } from '#domain/events/record.ts'

/** What the import's verbs are given: besides the usual, the modules' part in intake. */
export type ImportContext = Context & { within: readonly Within[] }
