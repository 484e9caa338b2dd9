import type { droppedFiles as german } from '../de/dropped-files.ts'
import type { Same } from '../same.ts'

export const droppedFiles: Same<typeof german> = {
  heading: 'Came by themselves',
  note: 'from the folder or the server',
  empty: 'No file has come yet.',
  file: 'File',
  outcome: 'what became of it',
  when: 'when',
  outcomes: { importing: 'is being imported', done: 'imported' },
  reasons: {
    drop_layout_unknown:
      'Such columns are new. Import one of these files yourself; the next come by themselves.',
    till_unregistered: 'It holds tills that are not registered yet.',
    till_export_unreadable: 'The archive cannot be read.',
    import_canceled: 'The import was stopped.',
    other: 'It did not work: {{text}}',
  },
}
