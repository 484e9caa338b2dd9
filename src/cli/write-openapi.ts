import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '#server/openapi.ts'

/** Writes docs/openapi.json; with --check only says whether it is current. */
const file = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url))
const current = `${JSON.stringify(openApiDocument(), null, 2)}\n`

if (process.argv.includes('--check')) await check()
else await writeFile(file, current)

async function check() {
  const written = await readFile(file, 'utf8').catch(() => '')
  if (written === current) return
  process.stderr.write(`${hint(written.split('\n'), current.split('\n'))}\n`)
  process.exitCode = 1
}

/** Where the two first part, with what stands there. */
function hint(written: string[], expected: string[]): string {
  const line = expected.findIndex((text, index) => text !== written[index])
  return [
    `docs/openapi.json is not current. Line ${line + 1} reads`,
    `  ${written[line]?.trim() ?? '(the file ends before)'}`,
    'and should read',
    `  ${expected[line]?.trim() ?? '(the file should end before)'}`,
    'Write it anew with "npm run openapi", and look whether the change is one the API may make.',
  ].join('\n')
}
