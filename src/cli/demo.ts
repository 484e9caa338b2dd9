import { type Command, InvalidArgumentError } from 'commander'
import { demoCustomersMax } from '#contract/endpoints/demo.ts'
import { asIntake } from '#database/doing.ts'
import { fillDemo, type Progress } from '#demo/fill-demo.ts'
import { optionsEndingYesterday } from '#demo/world.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { print, printJson, say, withHouse } from './command.ts'
import { demoHouse } from './demo-house.ts'

type Options = { customers?: number; seed?: number; json?: true }

const seedMax = 2_147_483_647

export function register(program: Command) {
  program
    .command('demo')
    .description('fill an empty database with the café Morgenrot: three years that end yesterday')
    .option('--customers <number>', 'how many guests (2000)', wholeNumber(50, demoCustomersMax))
    .option('--seed <number>', 'another seed is another world', wholeNumber(0, seedMax))
    .option('--json', 'print JSON')
    .action(async ({ json, ...given }: Options, command: Command) => {
      const filled = await withHouse(command, (house) =>
        asIntake(() =>
          fillDemo(demoHouse(house), optionsEndingYesterday(house.context.clock.now(), given), {
            onProgress: reporter(),
          }),
        ),
      )
      if (json) return printJson(filled)
      print(
        `${filled.customers} guests and ${filled.events} events are in, from ${filled.from} to ${dateText(dayNumber(filled.to) - 1)}.`,
      )
    })
}

function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const number = Number(text)
    if (/^\d{1,10}$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`)
  }
}

/** One line a tenth, so that a log stays readable. */
function reporter() {
  let tenths = 0
  return ({ share, customers, events }: Progress) => {
    if (share * 10 < tenths + 1) return
    tenths = Math.floor(share * 10)
    say(`${tenths * 10} %: ${customers} guests, ${events} events`)
  }
}
