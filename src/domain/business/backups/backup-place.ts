import { join } from 'node:path'
import type { DataFolder } from '#database/data-folder.ts'

/** Where copies go, and by what they are sealed. */
export type BackupPlace = {
  /** null: nobody said where, and there is no data folder to lay them into. */
  folder: string | null
  passphrase: string | null
}

export const noBackupPlace: BackupPlace = { folder: null, passphrase: null }

/** The environment says where; else they lie beside the bundled database. */
export function backupPlace(
  data: Pick<DataFolder, 'root'> | null,
  environment: NodeJS.ProcessEnv = process.env,
): BackupPlace {
  const { BACKUP_FOLDER, BACKUP_PASSPHRASE } = environment
  return {
    folder: BACKUP_FOLDER || (data && join(data.root, 'backups')),
    passphrase: BACKUP_PASSPHRASE || null,
  }
}
