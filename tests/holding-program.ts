import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * A program beside the test that opens a bundled database and keeps it open until its input
 * ends: then it leaves in order. It says on its output what happens.
 */
const program = `
  import { openDatabase } from '#database/open.ts'
  const db = await openDatabase({ databaseUrl: '', dataFolder: process.argv[1] })
  console.log('open')
  process.stdin.resume().on('end', async () => {
    await db.close()
    console.log('left')
  })`

const checkout = fileURLToPath(new URL('..', import.meta.url))

export type HoldingProgram = {
  process: ChildProcess
  opened: Promise<void>
  leave(): Promise<void>
  kill(): Promise<void>
}

export function startHolding(
  dataFolder: string,
  account: { uid?: number; gid?: number } = {},
): HoldingProgram {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, dataFolder], {
    ...account,
    cwd: checkout,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  const ended = once(child, 'exit')
  const opened = Promise.race([
    once(child.stdout, 'data').then(() => undefined),
    ended.then(() => {
      throw new Error(`The holding program ended: ${complaints}`)
    }),
  ])
  opened.catch(() => undefined)
  return {
    process: child,
    opened,
    leave: async () => {
      child.stdin.end()
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
