import { crc32, inflateSync } from 'node:zlib'

export type Picture = { contentType: string; content: Buffer }
export type PictureSize = { width: number; height: number }

/** A picture that opens up to more than this is none anybody drew for a business. */
const openedBytesMax = 256 * 1024 * 1024

/**
 * How large a PNG or JPEG is; null: it is none, broken, or ends in the middle. Its first bytes alone do
 * not say that the rest is whole.
 */
export function pictureSize({ contentType, content }: Picture): PictureSize | null {
  try {
    return contentType === 'image/png' ? sizeOfPng(content) : sizeOfJpeg(content)
  } catch (error) {
    // It ends in the middle, or its pixels do not open.
    if (error instanceof RangeError || isZlib(error)) return null
    throw error
  }
}

const isZlib = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** Every part of it with the sum it says of itself, from its head to its end, and all its pixels. */
function sizeOfPng(bytes: Buffer): PictureSize | null {
  let size: PictureSize | null = null
  const pixels: Buffer[] = []
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const named = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) return null
    const name = named.toString('latin1', 0, 4)
    if (name === 'IHDR') size = { width: named.readUInt32BE(4), height: named.readUInt32BE(8) }
    if (name === 'IDAT') pixels.push(named.subarray(4))
    if (!size || name === 'IEND') break
    at += length + 12
  }
  const opened = inflateSync(Buffer.concat(pixels), { maxOutputLength: openedBytesMax })
  // Each line has at least a byte that says how it is filtered.
  return size && opened.length >= size.height ? size : null
}

const endOfPicture = Buffer.from([0xff, 0xd9])
const startOfScan = 0xffda
const otherTables = new Set([0xc4, 0xc8, 0xcc])

/** From mark to mark until its pixels, which end with a mark of their own. */
function sizeOfJpeg(bytes: Buffer): PictureSize | null {
  let size: PictureSize | null = null
  for (let at = 2; ; at += 2 + bytes.readUInt16BE(at + 2)) {
    const mark = bytes.readUInt16BE(at)
    if (mark < 0xffc0) return null
    if (mark === startOfScan) return bytes.includes(endOfPicture, at) ? size : null
    if (mark > 0xffcf || otherTables.has(mark & 0xff)) continue
    size = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
}
