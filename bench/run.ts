/** `npm run bench -- NAME`: runs bench/NAME.ts, which prints its figures and writes results/NAME.json. */
const name = process.argv[2]
if (!name || !/^[a-z-]+$/.test(name)) {
  console.error(
    'Which bench? npm run bench -- intake | intake-work | cohorts | customers | redemption | backup | till',
  )
  process.exit(2)
}
await import(`./${name}.ts`)
