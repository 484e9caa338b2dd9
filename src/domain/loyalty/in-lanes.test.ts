import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inLanes } from './in-lanes.ts'

const numbers = Array.from({ length: 203 }, (_, number) => number)

it('gives every lane its part, and returns all results in order', async () => {
  const sizes: number[] = []
  const doubled = await inLanes(numbers, async (lane) => {
    sizes.push(lane.length)
    await sleep(lane[0] === 0 ? 5 : 0)
    return lane.map((number) => number * 2)
  })
  expect(doubled).toEqual(numbers.map((number) => number * 2))
  expect(sizes).toEqual([51, 51, 51, 50])
})

it('makes one lane of a few, and none of nobody', async () => {
  expect(await inLanes([1, 2], async (lane) => [lane.length])).toEqual([2])
  expect(await inLanes([], async () => [1])).toEqual([])
})

it('throws what failed first, and only after every lane has ended', async () => {
  let ended = 0
  const running = inLanes(numbers, async ([first]) => {
    await sleep(first === 102 ? 0 : 10)
    ended++
    throw new Error(`lane of ${first}`)
  })
  await expect(running).rejects.toThrow('lane of 102')
  expect(ended).toBe(4)
})
