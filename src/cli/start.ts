import type { Command } from 'commander'
import { registerPart } from './part-command.ts'

export function register(program: Command) {
  const words = 'start the program and print the address it answers at'
  registerPart(program, 'all', 'start', words)
}
