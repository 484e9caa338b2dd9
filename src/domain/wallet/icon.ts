import { crc32, deflateSync } from 'node:zlib'

/** A square of one color as PNG: passes need a picture, also where the business has none. */
export function iconOf(hex: string, pixels: number): Buffer {
  const color = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  // Each line begins with its filter, which is none.
  const line = Buffer.from([0, ...Array.from({ length: pixels }, () => color).flat()])
  const head = Buffer.alloc(13)
  head.writeUInt32BE(pixels, 0)
  head.writeUInt32BE(pixels, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: pixels }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
