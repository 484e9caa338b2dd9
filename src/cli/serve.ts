import type { Command } from 'commander'
import { registerPart } from './part-command.ts'

export function register(program: Command) {
  const words = 'answer requests beside other programs on the same database (see also: work)'
  registerPart(program, 'serve', 'serve', words)
}
