import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const house = fileURLToPath(new URL('../../', import.meta.url))

/** The full output of each step and the reports of the suites. */
export const outputFolder = join(house, '.tmp/test')
