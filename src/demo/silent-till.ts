import { placeOf } from './places.ts'
import { plantedTruths } from './truths.ts'
import type { Visit } from './visit.ts'
import type { World } from './world.ts'

const { store, days } = plantedTruths.silentTill
const silent = placeOf(store)

/** Whether the till told of it: at the end of the history one has fallen silent. */
export const isTold = ({ times }: World, { place, day }: Pick<Visit, 'place' | 'day'>): boolean =>
  place !== silent || day < times.endDay - days
