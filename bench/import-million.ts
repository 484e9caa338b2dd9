import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

const rows = 1_000_000
const customers = 100_000
const launcher = fileURLToPath(new URL('../bin/stammgast', import.meta.url))

/** A file of a million purchases through the command line, as its user would: rate and memory. */
export async function measureImport(folder: string) {
  const file = join(folder, 'million.csv')
  await pipeline(Readable.from(lines()), createWriteStream(file))
  const begin = performance.now()
  const child = spawn(
    launcher,
    ['import', 'purchases', file, '--data', join(folder, 'import'), '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: undefined },
    },
  )
  let peakMiB = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
    peakMiB = Math.max(peakMiB, kilobytes / 1024)
  }, 200)
  const printed: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  const result = JSON.parse(Buffer.concat(printed).toString())
  if (code !== 0 || result.accepted !== rows) throw new Error('the import did not take every row')
  const seconds = (performance.now() - begin) / 1000
  return {
    rows,
    customers,
    seconds,
    rowsPerSecond: rows / seconds,
    programPeakMiB: Math.round(peakMiB),
  }
}

function* lines(): Generator<string> {
  yield 'customer;date;amount;store\n'
  for (let row = 0; row < rows; row++) {
    const day = new Date(Date.UTC(2024, 0, 1) + (row % 900) * 86_400_000).toISOString().slice(0, 10)
    const customer = 1 + ((row * 7919) % customers)
    yield `${customer};${day};${1 + (row % 90)},${10 + (row % 90)};s${row % 6}\n`
  }
}
