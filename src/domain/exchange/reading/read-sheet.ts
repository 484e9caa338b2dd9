import { decode, EncodingDetector } from './encoding.ts'
import { fileFault } from './file-fault.ts'
import { type FileRow, readRows } from './rows.ts'
import { type Dialect, isSeparator } from './separator.ts'

const separators = ['semicolon', 'comma', 'tab', 'pipe'] as const

/** The first line names the columns; what parts them is what stands in it most often. */
export async function readSheet(bytes: Buffer): Promise<{ header: string[]; rows: FileRow[] }> {
  const detector = new EncodingDetector()
  detector.push(bytes)
  const encoding = detector.result()
  let text = ''
  for await (const piece of decode([bytes], encoding)) text += piece
  const dialect = { ...dialectOf(text), header: true }
  const rows: FileRow[] = []
  let header: string[] | null = null
  for await (const read of readRows([text], dialect)) {
    header = read.header
    rows.push(...read.rows)
  }
  if (header === null) throw fileFault('import_file_empty')
  return { header, rows }
}

export function dialectOf(text: string): Dialect {
  const line = /^(?:sep=.\r?\n)?([^\r\n]*)/.exec(text)?.[1] ?? ''
  const counted = separators.map((separator) => ({
    separator,
    count: [...line].filter((letter) => isSeparator(letter, separator)).length,
  }))
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best))
  return { separator: most.separator, quoted: true }
}
