import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { conflict, malformed, Refusal } from '#kernel/errors.ts'
import { errorCode } from '../error-code.ts'
import { unreadable } from './format.ts'
import { openFrames, sealedMark, sealFrames } from './sealing.ts'

const zstd = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
}

/** Compresses, and seals where there is a passphrase. */
export async function* packed(
  source: AsyncIterable<Buffer>,
  passphrase: string | null,
): AsyncGenerator<Buffer> {
  const compressed = through(source, createZstdCompress(zstd))
  yield* passphrase === null ? compressed : sealFrames(compressed, passphrase)
}

/** The plain text of a file that was packed so. */
export async function* unpacked(file: string, passphrase: string | null): AsyncGenerator<Buffer> {
  const sealed = await isSealed(file)
  if (sealed && passphrase === null) throw passphraseMissing()
  const bytes: AsyncIterable<Buffer> = createReadStream(file)
  const opened = sealed ? openFrames(bytes, passphrase!) : bytes
  try {
    yield* through(opened, createZstdDecompress())
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw unreadable('it breaks off, was changed, or is no copy of Stammgast.', error)
  }
}

async function* through(source: AsyncIterable<Buffer>, change: Transform): AsyncGenerator<Buffer> {
  const piped = pipeline(source, change)
  // What goes wrong on either side reaches whoever reads.
  piped.catch(() => undefined)
  yield* change
  await piped
}

const passphraseMissing = () =>
  malformed(
    'backup_passphrase_missing',
    'This copy is sealed. Say its passphrase: --passphrase-file FILE, or BACKUP_PASSPHRASE.',
  )

export async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
    throw conflict('backup_missing', `There is no file ${file}.`)
  })
  try {
    const { buffer } = await handle.read(Buffer.alloc(sealedMark.length), 0, sealedMark.length, 0)
    return buffer.equals(sealedMark)
  } finally {
    await handle.close()
  }
}
