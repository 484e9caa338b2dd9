import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The operating system's account under which PostgreSQL runs; `undefined`: the one we have. */
export type Account = { uid: number; gid: number }

export const isRoot = () => process.getuid?.() === 0

/** PostgreSQL refuses root; an account made for us is better than the one nobody owns. */
const unprivilegedNames = ['stammgast', 'nobody']

export function unprivilegedAccount(): Account | undefined {
  const accounts = passwdEntries()
  for (const name of unprivilegedNames) {
    const entry = accounts.find((candidate) => candidate.name === name)
    if (entry) return { uid: entry.uid, gid: entry.gid }
  }
  return undefined
}

function passwdEntries() {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Asks the operating system itself, because access lists know more than the mode bits. */
export function canEnter(account: Account, folder: string): boolean {
  const shell = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return shell.status === 0
}
