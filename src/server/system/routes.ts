import * as system from '#contract/endpoints/system.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import { askForBackup, changeSettings, readSettings } from '#domain/business/backups/backup-rows.ts'
import { Refusal } from '#kernel/errors.ts'
import { readSystem, type Watched } from './read-system.ts'

export const systemRoutes = (watched: Watched): Route[] =>
  [
    on(system.readSystem, () => readSystem(watched)),
    on(system.changeBackups, async ({ body }) => {
      await changeSettings(watched.database, body)
      return await readSettings(watched.database)
    }),
    on(system.makeBackupNow, async () => {
      if (watched.backups.folder === null) throw folderMissing()
      await askForBackup(watched.database, false)
      return { asked: true as const }
    }),
  ].map(ofEveryStore('The program serves every store.'))

const folderMissing = () =>
  new Refusal(
    'conflict',
    'backup_folder_missing',
    'Nobody said where copies are to go. Set BACKUP_FOLDER and start the program again.',
  )
