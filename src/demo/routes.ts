import { cancelDemo, readDemo, startDemo } from '#contract/endpoints/demo.ts'
import { on, type Route } from '#contract/route.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Filling } from './filling.ts'
import { optionsEndingYesterday } from './world.ts'

export const routes = (filling: Filling, clock: Clock): Route[] => [
  on(startDemo, ({ body }) => filling.start(optionsEndingYesterday(clock.now(), body))),
  on(readDemo, async () => filling.state()),
  on(cancelDemo, () => filling.stop()),
]
