import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'

const launcher = fileURLToPath(new URL('../../bin/stammgast', import.meta.url))
const run = promisify(execFile)
const patienceMillis = 60_000

/** Short in `npm test`, twenty and more in `npm run crash`. */
export const rounds = Number(process.env.STAMMGAST_CRASH_ROUNDS ?? 1)

export type Told = { status: number; body: Record<string, unknown> }

/** A folder with a database and a key, to be copied: making everything anew costs seconds. */
export type Prepared = { folder: string; key: string }

export async function prepare(scopes: readonly string[]): Promise<Prepared> {
  const folder = await makeTestFolder()
  const words = ['api-key', 'create', '--name', 'crash', '--scope', ...scopes, '--json']
  return { folder, key: JSON.parse(await commandIn(folder, words)).secret }
}

async function commandIn(folder: string, words: readonly string[]): Promise<string> {
  const { stdout } = await run(launcher, [...words, '--data', folder], { env: environment() })
  return stdout
}

function environment() {
  const { DATABASE_URL: _, STAMMGAST_DATA: __, ...rest } = process.env
  return rest
}

/** The program on a folder of its own, with its PostgreSQL, both to be killed at any moment. */
export class Killable {
  program: ChildProcess | null = null
  readonly folder: string
  private readonly key: string
  private readonly port: number

  private constructor(folder: string, key: string, port: number) {
    this.folder = folder
    this.key = key
    this.port = port
  }

  static async begin({ folder: prepared, key }: Prepared): Promise<Killable> {
    const folder = await makeTestFolder()
    await run('cp', ['-a', '--', `${prepared}/.`, folder])
    return new Killable(folder, key, await freePort())
  }

  start(): void {
    const words = ['start', '--data', this.folder, '--port', String(this.port)]
    this.program = spawn(launcher, words, { env: environment(), stdio: 'ignore' })
  }

  async killProgram(): Promise<void> {
    const ended = new Promise((resolve) => this.program?.once('exit', resolve))
    this.program?.kill('SIGKILL')
    await ended
  }

  async killPostgres(): Promise<void> {
    const path = join(this.folder, 'postgresql', 'data', 'postmaster.pid')
    const [pid] = (await readFile(path, 'utf8')).split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }

  /** One after the other, so that each meets the other's recovery. */
  async killInTurn(times: number, pauseMillis: () => number): Promise<void> {
    for (let time = 0; time < times; time++) {
      await this.ask('GET', '/health')
      await sleep(pauseMillis())
      if (time % 2 === 0) await this.killPostgres()
      else {
        await this.killProgram()
        this.start()
      }
      await sleep(300)
    }
  }

  command(...words: string[]): Promise<string> {
    return commandIn(this.folder, words)
  }

  /** Asks until the program answers with something else than "not now". */
  ask = async (
    method: string,
    path: string,
    body?: string,
    contentType = 'application/json',
    answerMillisMax = 10_000,
  ): Promise<Told> => {
    const patienceEnds = Date.now() + patienceMillis + answerMillisMax
    while (true) {
      try {
        const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${this.key}`,
            ...(body !== undefined && { 'content-type': contentType }),
          },
          ...(body !== undefined && { body }),
          signal: AbortSignal.timeout(answerMillisMax),
        })
        if (answer.status < 500) {
          return { status: answer.status, body: (await answer.json()) as Told['body'] }
        }
      } catch (error) {
        if (Date.now() > patienceEnds) throw error
      }
      if (Date.now() > patienceEnds) throw new Error(`${method} ${path} was not answered`)
      await sleep(100)
    }
  }

  async close(): Promise<void> {
    this.program?.kill('SIGKILL')
    await removeTestFolder(this.folder)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
