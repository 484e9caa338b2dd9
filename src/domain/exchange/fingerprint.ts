import { hash } from 'node:crypto'

/** 128 bits of a hash over texts, in the form of a uuid: compact in tables, the same everywhere. */
export function fingerprint(...texts: readonly string[]): string {
  const digest = hash('sha256', texts.join('\u001f'))
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-')
}

export const nobody = '00000000-0000-0000-0000-000000000000'
