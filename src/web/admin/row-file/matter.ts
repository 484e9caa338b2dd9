import type { ReactNode } from 'react'
import type { FileRow, SendFile } from './use-row-file.ts'

/** What a file is of: where it goes, and the words for its columns, rows and refusals. */
export type Matter<Row extends FileRow> = {
  title: string
  crumbs: readonly ReactNode[]
  sentence: string
  drop: string
  hint: string
  bytesMax: number
  send: SendFile<Row>
  downloadName: string
  fieldName: (field: string) => string
  reasonWord: (code: string) => string
  /** Left out where values are told as they are kept. */
  valueWord?: (field: string, value: string) => string
  /** Why the file as a whole is not taken. */
  refusalWord: (code: string) => string
  /** The way to what a row speaks of, once it stands. */
  linked: (row: Row, word: string) => ReactNode
}
