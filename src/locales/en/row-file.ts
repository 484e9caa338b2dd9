import type { rowFile as german } from '../de/row-file.ts'
import type { Same } from '../same.ts'

/** A file of rows, each looked at before it is taken over. */
export const rowFile: Same<typeof german> = {
  lead: 'First you see what would change. Only then is anything written.',
  reading: 'Reading {{name}}.',
  would_one: 'One row read. This is how it would be.',
  would_other: '{{count, number}} rows read. This is how it would be.',
  done_one: 'Done, one row read.',
  done_other: 'Done, {{count, number}} rows read.',
  counts: 'Result',
  outcome: {
    created: 'new',
    updated: 'changed',
    unchanged: 'unchanged',
    refused: 'not taken over',
  },
  columns: 'How the columns are read',
  column: '{{header}}: {{field}}',
  passed: 'Passed over: {{headers}}.',
  rows: 'The first rows with a change',
  none: 'Nothing in this file would change anything.',
  line: 'Row {{line, number}}',
  change: '{{field}}: {{before}} becomes {{after}}',
  added: '{{field}}: {{after}}',
  wrong: '{{field}}: {{reason}}',
  apply: 'Take over like this',
  again: 'Another file',
  download: 'These rows as CSV',
  busy: 'One moment.',
  head: { line: 'Row', outcome: 'Result', details: 'What' },
}
