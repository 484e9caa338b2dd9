import { crc32 } from 'node:zlib'

type Picture = { contentType: string; content: Buffer }

/** On either side; more would take memory and no paper shows it. */
const pixelsMax = 4096

/** Whether a picture can be laid on paper: its first bytes alone do not say that the rest is whole. */
export function isDrawable({ contentType, content }: Picture): boolean {
  try {
    return contentType === 'image/png' ? isWholePng(content) : isWholeJpeg(content)
  } catch (error) {
    // It ends in the middle.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Every part of it with the sum it says of itself, from its head to its end. */
function isWholePng(bytes: Buffer): boolean {
  let hasHead = false
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const named = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) return false
    const name = named.toString('latin1', 0, 4)
    if (name === 'IHDR') hasHead = isFitting(named.readUInt32BE(4), named.readUInt32BE(8))
    if (!hasHead || name === 'IEND') return hasHead
    at += length + 12
  }
}

const differential = new Set([0xc4, 0xc8, 0xcc])

/** From mark to mark until the one that tells how large it is. */
function isWholeJpeg(bytes: Buffer): boolean {
  for (let at = 2; ; at += 2 + bytes.readUInt16BE(at + 2)) {
    const mark = bytes.readUInt16BE(at)
    if (mark < 0xffc0 || mark === 0xffda) return false
    if (mark > 0xffcf || differential.has(mark & 0xff)) continue
    return isFitting(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
  }
}

const isFitting = (width: number, height: number) =>
  Math.min(width, height) > 0 && Math.max(width, height) <= pixelsMax
