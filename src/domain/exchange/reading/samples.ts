import iconv from 'iconv-lite'
import type { ImportEncoding } from '#contract/language/import-mapping.ts'

const headBytes = 65_536
const pieceBytes = 16_384
const pieces = 8

/** Bytes of a file from a place on; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>

/**
 * Whole lines from the beginning of a file and from places all over it. The last line of each, and
 * the first of those within the file, are cut off, since they may be half.
 */
export async function takeSamples(
  readAt: ReadAt,
  size: number,
  encoding: ImportEncoding,
): Promise<string[]> {
  const head = iconv.decode(Buffer.from(await readAt(0, headBytes)), encoding, { stripBOM: true })
  if (size <= headBytes) return [head]
  const samples = [head.slice(0, lastLineEnd(head))]
  const step = Math.max(pieceBytes, Math.floor((size - headBytes) / pieces))
  for (let offset = headBytes; offset < size; offset += step) {
    // Two bytes make a letter in UTF-16.
    const even = offset - (offset % 2)
    const text = iconv.decode(Buffer.from(await readAt(even, pieceBytes)), encoding)
    samples.push(text.slice(firstLineEnd(text), Math.max(lastLineEnd(text), firstLineEnd(text))))
  }
  return samples
}

const firstLineEnd = (text: string) => text.search(/[\r\n]/) + 1
const lastLineEnd = (text: string) => Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
