import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** The path of a Chromium that runs, or null. Ubuntu's package is a stub that only says no. */
export function findBrowser(): string | null {
  const candidates = [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium-browser',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ]
  return candidates.find((path) => existsSync(path) && answers(path)) ?? null
}

function answers(path: string): boolean {
  return spawnSync(path, ['--version']).status === 0
}
