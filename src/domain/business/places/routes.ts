import * as places from '#contract/endpoints/places.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import { findPlace, viewOf } from './place-rows.ts'
import { type PlaceRim, removePlace, setPlace, tryPlace } from './set-place.ts'

export const placeRoutes = (rim: PlaceRim): Route[] =>
  [
    on(places.readPlace, async ({ params }) => {
      const known = await findPlace(rim.database, params.purpose)
      return { place: known && viewOf(known) }
    }),
    on(places.tryPlace, ({ params, body }) => tryPlace(rim, params.purpose, body)),
    on(places.setPlace, ({ params, body }) => setPlace(rim, params.purpose, body)),
    on(places.removePlace, ({ params }) => removePlace(rim, params.purpose)),
  ].map(ofEveryStore('The program serves every store.'))
