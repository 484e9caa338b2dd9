import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { Refusal } from '#kernel/errors.ts'

/** Refuses a file that is not there, may not be read or is a folder, before anything is opened. */
export async function expectFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) {
    throw new Refusal('malformed', 'file_is_folder', `${file} is a folder. Name a file in it.`)
  }
  await access(file, constants.R_OK).catch(() => {
    throw new Refusal('not_found', 'file_not_found', `The file ${file} cannot be read.`)
  })
}
