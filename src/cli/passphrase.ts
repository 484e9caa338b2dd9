import { readFile } from 'node:fs/promises'
import { WrongUsage } from './command.ts'

/** Never as a word of the command: everybody on the machine could read it there. */
export async function readPassphrase(file: string | undefined): Promise<string | null> {
  if (file === undefined) return process.env.BACKUP_PASSPHRASE || null
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(`The file ${file} with the passphrase cannot be read.`)
  })
  return text.replace(/\r?\n$/, '')
}
