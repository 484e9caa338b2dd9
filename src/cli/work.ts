import type { Command } from 'commander'
import { registerPart } from './part-command.ts'

export function register(program: Command) {
  const words = 'do the jobs beside the requests, shared with others on the same database'
  registerPart(program, 'work', 'work', words)
}
