import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { malformed, Refusal } from '#kernel/errors.ts'

const inflate = promisify(inflateRaw)

const entriesMax = 1_000
/** Of one file, and of all that are wanted: what a small archive can grow to. */
export const fileBytesMax = 64 * 1024 * 1024
export const allBytesMax = 160 * 1024 * 1024

type Entry = { name: string; method: number; packed: number; size: number; at: number }

/**
 * The wanted files of a ZIP archive (PKWARE APPNOTE), by their lower-case names without folders.
 * Nothing is written anywhere, and nothing grows beyond its bounds, whatever the archive claims.
 * @throws Refusal where it is no archive, is encrypted, or holds too much
 */
export async function openArchive(
  bytes: Buffer,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  let total = 0
  for (const entry of entriesOf(bytes)) {
    const name = entry.name.split(/[\\/]/).at(-1)!.toLowerCase()
    if (!wanted.has(name)) continue
    if (files.has(name)) throw unreadable(`The archive holds ${name} twice.`)
    const content = await contentOf(bytes, entry)
    total += content.length
    if (total > allBytesMax) throw tooLarge()
    files.set(name, content)
  }
  return files
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const contentMark = 0x04034b50
const endBytes = 22
const commentBytesMax = 0xffff
const encrypted = 1

function entriesOf(bytes: Buffer): Entry[] {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > entriesMax) throw tooLarge()
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw unreadable()
    const nameBytes = bytes.readUInt16LE(at + 28)
    if ((bytes.readUInt16LE(at + 8) & encrypted) !== 0) {
      throw unreadable('The archive is encrypted.')
    }
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The directory is found from the end of the file, where only a comment may follow it. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endBytes - commentBytesMax)
  for (let at = bytes.length - endBytes; at >= first; at--) {
    if (bytes.readUInt32LE(at) === endMark) return at
  }
  throw unreadable()
}

const stored = 0
const deflated = 8

async function contentOf(bytes: Buffer, { method, packed, size, at }: Entry): Promise<Buffer> {
  if (size > fileBytesMax) throw tooLarge()
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== contentMark) throw unreadable()
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const content = bytes.subarray(from, from + packed)
  if (content.length < packed) throw unreadable()
  if (method === stored) return content
  if (method !== deflated) throw unreadable('The archive is packed in a way that is not known.')
  return await inflated(content)
}

async function inflated(content: Buffer): Promise<Buffer> {
  try {
    return await inflate(content, { maxOutputLength: fileBytesMax })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge()
    }
    throw unreadable()
  }
}

const unreadable = (message = 'This is no ZIP archive, or it is damaged.') =>
  malformed('till_export_unreadable', message)

const tooLarge = () =>
  new Refusal(
    'too_large',
    'till_export_too_large',
    'The archive holds too much. Export a shorter time, such as one month.',
  )
