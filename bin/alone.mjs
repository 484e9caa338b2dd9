import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Does `work` while no other process does it: two installations at once would leave a folder of
 * packages that looks whole and is not. A lock whose owner has died is taken over.
 */
export function alone(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true })
  let told = false
  while (!take(lockFile)) {
    if (!told) process.stderr.write('Another process is at it already; waiting for it ...\n')
    told = true
    sleep(200)
  }
  const letGo = () => rmSync(lockFile, { force: true })
  process.once('exit', letGo)
  work()
  letGo()
}

/** Linked and not written in place, so that a lock is never seen without its owner. */
function take(lockFile) {
  const mine = `${lockFile}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, lockFile)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAlive(ownerOf(lockFile))) return false
    rmSync(lockFile, { force: true })
    return take(lockFile)
  } finally {
    rmSync(mine, { force: true })
  }
}

function ownerOf(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return 0
  }
}

function isAlive(processId) {
  if (processId === 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
