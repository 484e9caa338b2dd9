/** No 0 and O, no 1, I and L, no U: nothing that a voice or a hand could mix up. */
const unambiguousLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Letters as likely one as the other: bytes beyond a multiple of their number are thrown away. */
export function unambiguous(count: number): string {
  const fair = 256 - (256 % unambiguousLetters.length)
  let text = ''
  while (text.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count - text.length))) {
      if (byte < fair) text += unambiguousLetters[byte % unambiguousLetters.length]
    }
  }
  return text
}
