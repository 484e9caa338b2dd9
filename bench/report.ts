import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export type Timing = { medianMs: number; p95Ms: number }

export function timingOf(millis: readonly number[]): Timing {
  const sorted = [...millis].sort((a, b) => a - b)
  return { medianMs: median(sorted), p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1]! }
}

/** What the figures were measured on: they mean little without it. */
export const machine = () => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})

/** Prints the figures and keeps them beside the bench. */
export async function report(name: string, figures: Record<string, unknown>): Promise<void> {
  const rounded = JSON.parse(
    JSON.stringify(figures, (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value,
    ),
  )
  const text = JSON.stringify({ machine: machine(), ...rounded }, null, 2)
  console.log(text)
  const folder = new URL('./results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${name}.json`, folder), `${text}\n`)
}
