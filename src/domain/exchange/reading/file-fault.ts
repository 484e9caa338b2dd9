import { Refusal } from '#kernel/errors.ts'

/** Why a whole file cannot be read, in words. */
const sentences = {
  import_file_empty: 'The file is empty.',
  import_file_excel:
    'This is an Excel workbook. Save it in Excel as "CSV UTF-8" and drop that file.',
  import_file_pdf: 'This is a PDF. Export the purchases as CSV and drop that file.',
  import_file_compressed: 'This file is compressed. Unpack it and drop the file inside.',
  import_file_binary: 'This is not a text file. Export the purchases as CSV and drop that file.',
  import_file_no_columns: 'No columns were found in this file.',
} as const

export type FileFaultCode = keyof typeof sentences

export const fileFault = (code: FileFaultCode) => new Refusal('malformed', code, sentences[code])
