import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from '../database.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'

export interface Program {
  /** `http://127.0.0.1:4000` */
  address: string
  /** Makes the first owner, once. */
  setUpLink: string
  stop(): Promise<void>
}

const launcher = fileURLToPath(new URL('../../bin/stammgast', import.meta.url))
const startSecondsMax = 90

/** The real program as a shop starts it: on an empty data folder, with the bundled PostgreSQL. */
export async function startAsShop(): Promise<Program> {
  const dataFolder = await makeTestFolder()
  return await start({ dataFolder }, () => removeTestFolder(dataFolder))
}

/** The real program on a database of its own in the server that all tests share: quicker. */
export async function startProgram(): Promise<Program & { databaseUrl: string }> {
  const dataFolder = await makeTestFolder()
  const database = await freshDatabase()
  const databaseUrl = database.url
  const program = await start({ dataFolder, databaseUrl }, async () => {
    await database.close()
    await removeTestFolder(dataFolder)
  })
  return { ...program, databaseUrl }
}

type Ground = { dataFolder: string; databaseUrl?: string }

async function start(
  { dataFolder, databaseUrl }: Ground,
  clear: () => Promise<void>,
): Promise<Program> {
  const port = await findFreePort()
  const child = spawn(launcher, ['start', '--data', dataFolder, '--port', String(port)], {
    env: { ...process.env, DATABASE_URL: databaseUrl, STAMMGAST_DATA: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    await end(child)
    await clear()
  }
  try {
    return { address, stop, setUpLink: await readSetUpLink(child, address) }
  } catch (error) {
    await stop()
    throw error
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function readSetUpLink(child: ChildProcess, address: string): Promise<string> {
  const said: string[] = []
  return await new Promise((resolve, reject) => {
    const giveUp = (reason: string) => reject(new Error(`${reason}; it said:\n${said.join('\n')}`))
    const timer = setTimeout(giveUp, startSecondsMax * 1000, 'the program did not start in time')
    const hear = (line: string) => {
      said.push(line)
      const link = line.split(/\s/).find((word) => word.startsWith(`${address}/`))
      if (link) {
        clearTimeout(timer)
        resolve(link)
      }
    }
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear)
    }
    child.once('exit', (code) => giveUp(`the program ended with ${code}`))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(timer)
}
