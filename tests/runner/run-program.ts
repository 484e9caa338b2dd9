import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { house } from './places.ts'

const minutesMax = 13
const running = new Set<ChildProcess>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) endGroup(child, 'SIGTERM')
    process.exit(1)
  })
}

/**
 * Runs a JavaScript or TypeScript program on this Node and returns its exit code, null if it was
 * ended. Its output goes into a file and not through a pipe, which a server left running would
 * hold open for ever.
 */
export async function runProgram(
  command: string[],
  outputFile: string,
  env: Record<string, string> = {},
): Promise<number | null> {
  const output = openSync(outputFile, 'w')
  const child = spawn(process.execPath, command, {
    cwd: house,
    env: { ...process.env, ...env, PATH: pathWithOwnPrograms(), NO_COLOR: '1' },
    stdio: ['ignore', output, output],
    detached: true,
  })
  running.add(child)
  const exitCode = await exitOf(child)
  running.delete(child)
  closeSync(output)
  return exitCode
}

function pathWithOwnPrograms(): string {
  return [join(house, 'node_modules/.bin'), process.env.PATH].join(delimiter)
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const timers = [
    setTimeout(() => endGroup(child, 'SIGTERM'), minutesMax * 60_000),
    setTimeout(() => endGroup(child, 'SIGKILL'), (minutesMax + 0.25) * 60_000),
  ]
  const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  for (const timer of timers) clearTimeout(timer)
  return exitCode
}

/** A program and what it starts share a process group; ending the group leaves none behind. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  process.kill(-child.pid, signal)
}
