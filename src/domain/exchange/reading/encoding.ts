import iconv from 'iconv-lite'
import type { ImportEncoding } from '#contract/language/import-mapping.ts'
import { type FileFaultCode, fileFault } from './file-fault.ts'

const sampleBytes = 65_536

/**
 * Finds a file's encoding while its bytes pass by. The whole file is looked at, not a sample:
 * a first umlaut in the last row must not turn a name into question marks.
 */
export class EncodingDetector {
  #sample: Uint8Array = new Uint8Array(0)
  #utf8 = new Utf8Check()

  push(chunk: Uint8Array): void {
    if (this.#sample.length < sampleBytes) {
      this.#sample = Buffer.concat([this.#sample, chunk.subarray(0, sampleBytes)])
    }
    this.#utf8.push(chunk)
  }

  /** @throws Refusal where the bytes are no text */
  result(): ImportEncoding {
    const sample = this.#sample
    if (sample.length === 0) throw fileFault('import_file_empty')
    const fault = knownBinary(sample)
    if (fault) throw fileFault(fault)
    const wide = utf16Of(sample)
    if (wide) return wide
    if (looksBinary(sample)) throw fileFault('import_file_binary')
    return this.#utf8.valid() ? 'utf-8' : 'windows-1252'
  }
}

/** Decodes chunks as they come; a byte order mark is dropped. */
export async function* decode(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: ImportEncoding,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for await (const chunk of chunks) yield decoder.write(Buffer.from(chunk))
  yield decoder.end() ?? ''
}

/** Valid UTF-8 over chunk borders: up to three bytes of an unfinished letter are carried over. */
class Utf8Check {
  #valid = true
  #carry: Uint8Array = new Uint8Array(0)
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })

  push(chunk: Uint8Array): void {
    if (!this.#valid) return
    const bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk
    const end = endOfWholeLetters(bytes)
    this.#carry = bytes.slice(end)
    this.#valid = this.#decodes(bytes.subarray(0, end))
  }

  valid(): boolean {
    return this.#valid && this.#carry.length === 0
  }

  #decodes(bytes: Uint8Array): boolean {
    try {
      this.#decoder.decode(bytes)
      return true
    } catch {
      // The decoder has no other way to say no.
      return false
    }
  }
}

function endOfWholeLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

const signatures: [FileFaultCode, number[]][] = [
  ['import_file_excel', [0x50, 0x4b, 0x03, 0x04]],
  ['import_file_excel', [0xd0, 0xcf, 0x11, 0xe0]],
  ['import_file_pdf', [0x25, 0x50, 0x44, 0x46]],
  ['import_file_compressed', [0x1f, 0x8b]],
  ['import_file_compressed', [0x37, 0x7a, 0xbc, 0xaf]],
  ['import_file_compressed', [0x28, 0xb5, 0x2f, 0xfd]],
]

function knownBinary(sample: Uint8Array): FileFaultCode | undefined {
  const found = signatures.find(([, bytes]) => bytes.every((byte, at) => sample[at] === byte))
  return found?.[0]
}

function utf16Of(sample: Uint8Array): ImportEncoding | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  // Without a mark: western text has a zero in every second byte, and nearly none in the others.
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2]!++
  const half = sample.length / 2
  if (zeros[1]! > half * 0.7 && zeros[0]! < half * 0.05) return 'utf-16le'
  if (zeros[0]! > half * 0.7 && zeros[1]! < half * 0.05) return 'utf-16be'
  return undefined
}

/** A stray NUL is a fault of its row; many control bytes are no text at all. */
function looksBinary(sample: Uint8Array): boolean {
  let controls = 0
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) controls++
  }
  return controls > Math.max(8, sample.length * 0.02)
}
