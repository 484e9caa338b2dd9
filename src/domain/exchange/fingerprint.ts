import { hash } from 'node:crypto'
import { nilId, uuidText } from '#kernel/ids.ts'

/** 128 bits of a hash over texts, in the form of a uuid: compact in tables, the same everywhere. */
export function fingerprint(...texts: readonly string[]): string {
  return uuidText(hash('sha256', texts.join('\u001f')).slice(0, 32))
}

/** The party of rows that name no customer. */
export const nobody = nilId
