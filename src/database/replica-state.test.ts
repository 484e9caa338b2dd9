import { expect, test } from 'vitest'
import { type Look, replicaStateOf } from './replica-state.ts'

const near: Look = {
  ...{ inRecovery: true, sameDatabase: true, sameTables: true, caughtUp: true },
  ...{ newestAgoMillis: 3_600_000, caughtUpAgoMillis: 0 },
}
const behind: Look = { ...near, caughtUp: false }

test.each<[string, Partial<Look>, object]>([
  ['one that has everything, after a quiet hour', near, { is: 'following', ageSeconds: 0 }],
  [
    'one that lacks what was written a moment after a quiet hour',
    { ...behind, caughtUpAgoMillis: 1200 },
    { is: 'following', ageSeconds: 2 },
  ],
  [
    'one that knows of a transaction newer than our last look',
    { ...behind, newestAgoMillis: 500, caughtUpAgoMillis: 90_000 },
    { is: 'following', ageSeconds: 1 },
  ],
  [
    'one that stands still',
    { ...behind, caughtUpAgoMillis: 61_000 },
    { is: 'behind', ageSeconds: 61 },
  ],
  [
    'one of which nobody can say how far it is',
    { ...behind, newestAgoMillis: null, caughtUpAgoMillis: null },
    { is: 'behind', ageSeconds: null },
  ],
  ['one with other tables', { sameTables: false }, { is: 'behind', ageSeconds: 0 }],
  ['a database of its own', { inRecovery: false }, { is: 'unfit', why: 'no_replica' }],
  [
    'a replica of something else',
    { sameDatabase: false },
    { is: 'unfit', why: 'of_another_database' },
  ],
])('%s', (_, look, state) => {
  expect(replicaStateOf({ ...near, ...look }, 60)).toEqual(state)
})
