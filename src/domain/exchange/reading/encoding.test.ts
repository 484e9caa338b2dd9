import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { importEncodings } from '#contract/language/import-mapping.ts'
import { decode, EncodingDetector } from './encoding.ts'

const inPieces = (bytes: Uint8Array, length: number) =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) =>
    bytes.subarray(at * length, (at + 1) * length),
  )

function detect(bytes: Uint8Array, length = 5) {
  const detector = new EncodingDetector()
  for (const piece of inPieces(bytes, length)) detector.push(piece)
  return detector.result()
}

async function decoded(bytes: Uint8Array, length = 3): Promise<string> {
  let text = ''
  for await (const piece of decode(inPieces(bytes, length), detect(bytes))) text += piece
  return text
}

const text = 'Gast;Betrag\nMüller;12,50 €\nŁukasz? nein;3\n'.replace('Łukasz? nein', 'Groß')

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', false],
    ['utf-16le', true],
    ['utf-16be', false],
    ['utf-16be', true],
    ['windows-1252', false],
  ] as const)('is found: %s, byte order mark %s', async (encoding, addBOM) => {
    const bytes = iconv.encode(text, encoding, { addBOM })
    expect(detect(bytes)).toBe(encoding)
    expect(await decoded(bytes)).toBe(text)
  })

  it('is found though the first umlaut comes at the very end', () => {
    const plain = 'a;b\n'.repeat(50_000)
    expect(detect(iconv.encode(`${plain}ü`, 'windows-1252'), 65_536)).toBe('windows-1252')
    expect(detect(iconv.encode(`${plain}ü`, 'utf-8'), 65_536)).toBe('utf-8')
  })

  it('is UTF-8 for whatever was written in it, wherever the pieces are cut', async () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((one) => `a,b\n${one}`.repeat(3))
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 1, max: 8 }), async (written, length) => {
        const printable = written.replace(/\p{Cc}/gu, '')
        const bytes = Buffer.from(printable)
        expect(detect(bytes, length)).toBe('utf-8')
        expect(await decoded(bytes, length)).toBe(printable)
      }),
    )
  })

  it('decodes every encoding it names', () => {
    for (const encoding of importEncodings) expect(iconv.encodingExists(encoding)).toBe(true)
  })

  it.each([
    ['import_file_empty', ''],
    ['import_file_excel', 'PK\x03\x04 and more'],
    ['import_file_pdf', '%PDF-1.7'],
    ['import_file_binary', '\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12'.repeat(9)],
  ])('is refused as %s in a sentence', (code, content) => {
    expect(() => detect(Buffer.from(content, 'latin1'))).toThrow(expect.objectContaining({ code }))
  })
})
